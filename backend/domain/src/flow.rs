//! State machines as tables.
//!
//! `flow!` turns a table of transitions into the states, their text form, the transition function
//! and the table itself, which a test prints as documentation.

/// Declares a state machine.
///
/// ```
/// domain::flow! {
///     /// A door.
///     pub enum Door, act Push, rule "door" {
///         states { Open = "open", Shut = "shut" }
///         acts { Close = "close", Open = "open" }
///         Open + Close => Shut;
///         Shut + Open => Open;
///     }
/// }
/// assert_eq!(Door::Open.after(Push::Close), Ok(Door::Shut));
/// assert_eq!(Door::Open.after(Push::Open), Err(domain::Error::Refused("door")));
/// ```
#[macro_export]
macro_rules! flow {
    (
        $(#[$doc:meta])*
        pub enum $state:ident, act $act:ident, rule $rule:literal {
            states { $($(#[$sdoc:meta])* $s:ident = $stext:literal),* $(,)? }
            acts { $($(#[$adoc:meta])* $a:ident = $atext:literal),* $(,)? }
            $($from:ident + $do:ident => $to:ident;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        #[allow(missing_docs)]
        pub enum $state { $($(#[$sdoc])* $s),* }

        #[doc = concat!("What can be done to a [`", stringify!($state), "`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum $act { $($(#[$adoc])* $a),* }

        impl $state {
            /// Every state, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$s),*];

            /// The transitions, as `(from, act, to)`.
            pub const TABLE: &'static [(Self, $act, Self)] =
                &[$((Self::$from, $act::$do, Self::$to)),*];

            /// The text of the column, the API and the message keys.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$s => $stext),* }
            }

            /// The state after an act.
            ///
            /// # Errors
            /// `Refused` when the table has no such transition.
            pub fn after(self, act: $act) -> $crate::Result<Self> {
                Self::TABLE
                    .iter()
                    .find(|(from, on, _)| *from == self && *on == act)
                    .map(|(_, _, to)| *to)
                    .ok_or($crate::Error::Refused($rule))
            }

            /// The acts that are possible now, in the order of the table.
            pub fn acts(self) -> impl Iterator<Item = $act> {
                Self::TABLE.iter().filter(move |(from, _, _)| *from == self).map(|(_, act, _)| *act)
            }

            /// Whether an act is possible now.
            pub fn allows(self, act: $act) -> bool {
                self.acts().any(|possible| possible == act)
            }
        }

        impl $act {
            /// Every act, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$a),*];

            /// The text of the audit log, of forms and of the API.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$a => $atext),* }
            }
        }

        impl std::str::FromStr for $act {
            type Err = $crate::Error;
            fn from_str(text: &str) -> $crate::Result<Self> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|act| act.as_str() == text)
                    .ok_or_else(|| $crate::Error::field("act", "choice-unknown"))
            }
        }

        impl std::fmt::Display for $state {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::text_column!($state);
    };
}

/// Declares words that a column may hold: an enum with its text form.
#[macro_export]
macro_rules! choices {
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        #[allow(missing_docs)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every choice, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The text of the column, the API and the message keys.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Error;
            fn from_str(text: &str) -> $crate::Result<Self> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|choice| choice.as_str() == text)
                    .ok_or_else(|| $crate::Error::field("choice", "choice-unknown"))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(|_| $crate::serde::de::Error::custom("not one of the choices"))
            }
        }

        $crate::text_column!($name);
    };
}
