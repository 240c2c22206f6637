//! What can go wrong, as codes: sentences are made at the edge, in the reader's language.

/// A field of a form or a body that cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name as the form and the API spell it, for instance `items.0.sku`.
    pub field: String,
    /// The message key without its `error-` prefix, for instance `field-required`.
    pub code: &'static str,
    /// Arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

impl FieldError {
    /// A field error without arguments.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, args: Vec::new() }
    }

    /// The same error with one argument more.
    #[must_use]
    #[allow(clippy::needless_pass_by_value)]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Why a request was not carried out. The HTTP status is part of the meaning.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// 401: nobody is signed in.
    #[error("unauthenticated: {0}")]
    Unauthenticated(&'static str),
    /// 403: the thing is the caller's to see, the act is not the caller's to do.
    #[error("forbidden")]
    Forbidden,
    /// 404: there is no such thing, or it is somebody else's.
    #[error("missing")]
    Missing,
    /// 422: fields that cannot be accepted.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// 409: a rule of the domain says no; the code names the rule.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// 409: a unique thing is taken already.
    #[error("taken: {0}")]
    Taken(&'static str),
    /// 409: somebody else changed the thing in between.
    #[error("stale")]
    Stale,
    /// 413: more than is read.
    #[error("too large")]
    TooLarge,
    /// 429: too often; try again after so many seconds.
    #[error("too often, try again in {0} s")]
    TooOften(u64),
    /// 503: the store is overloaded or away for a moment.
    #[error("busy")]
    Busy,
    /// 500: a defect or a broken installation; logged once, never explained to the caller.
    #[error("broken: {0}")]
    Broken(String),
}

impl Error {
    /// One field, one code.
    pub fn field(field: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated(_) => 401,
            Self::Forbidden => 403,
            Self::Missing => 404,
            Self::Invalid(_) => 422,
            Self::Refused(_) | Self::Taken(_) | Self::Stale => 409,
            Self::TooLarge => 413,
            Self::TooOften(_) => 429,
            Self::Busy => 503,
            Self::Broken(_) => 500,
        }
    }

    /// The message key without its `error-` prefix; also the `type` of the problem document.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated(code) | Self::Refused(code) | Self::Taken(code) => code,
            Self::Forbidden => "forbidden",
            Self::Missing => "missing",
            Self::Invalid(_) => "invalid",
            Self::Stale => "stale",
            Self::TooLarge => "too-large",
            Self::TooOften(_) => "too-often",
            Self::Busy => "busy",
            Self::Broken(_) => "broken",
        }
    }
}

/// The result of a rule, a query or a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Collects field errors so that a form answers all of them at once.
#[derive(Debug, Default)]
pub struct Fields(Vec<FieldError>);

impl Fields {
    /// No errors yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes an error.
    pub fn note(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// Notes an error without arguments when the condition fails.
    pub fn check(&mut self, holds: bool, field: &str, code: &'static str) {
        if !holds {
            self.0.push(FieldError::new(field, code));
        }
    }

    /// Takes the value of a parse, or notes why there is none.
    pub fn take<T>(&mut self, parsed: Result<T, FieldError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.push(error);
                None
            }
        }
    }

    /// `Ok` when nothing was noted.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
