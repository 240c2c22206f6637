//! Groups of KOLs: who was in which at what time.

use std::collections::HashMap;

use crate::error::{Error, FieldError, Fields, Result};
use crate::flow;
use crate::id::{KolGroupId, OrganizationId};
use crate::text;
use crate::time::Timestamp;

flow! {
    /// Whether a group is kept. An archived one stays as it is, for the rules that name it.
    pub enum GroupStatus, act GroupAct, rule "group-archived" {
        states { Open = "open", Archived = "archived" }
        acts {
            Rename = "rename", Add = "add", Remove = "remove", Archive = "archive",
            Restore = "restore",
        }
        Open + Rename => Open;
        Open + Add => Open;
        Open + Remove => Open;
        Open + Archive => Archived;
        Archived + Restore => Open;
    }
}

/// KOLs that one act adds or removes at most.
pub const MOST_AT_ONCE: usize = 200;
const NAME_LIMIT: usize = 60;
const NOTE_LIMIT: usize = 300;

/// A group's name and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFields {
    /// What staff call it.
    pub name: String,
    /// What it is for; may be empty.
    pub note: String,
}

impl GroupFields {
    /// Checks them.
    ///
    /// # Errors
    /// `Invalid` on `name` (1 to 60 characters) and `note` (at most 300): `field-required`,
    /// `field-too-long`, `text-damaged`.
    pub fn check(name: &str, note: &str) -> Result<Self> {
        let mut fields = Fields::new();
        let name = fields.take(text::required("name", name, NAME_LIMIT));
        let note = fields.take(text::long("note", note, NOTE_LIMIT));
        fields.finish()?;
        Ok(Self { name: name.unwrap_or_default(), note: note.unwrap_or_default() })
    }
}

/// A change of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupChange {
    /// It gets another name.
    Rename(GroupFields),
    /// These join; who is in it already stays.
    Add(Vec<OrganizationId>),
    /// These leave; who is not in it is nobody's concern.
    Remove(Vec<OrganizationId>),
    /// It is kept as it is.
    Archive,
    /// It is used again.
    Restore,
}

impl GroupChange {
    /// Reads a change.
    ///
    /// # Errors
    /// As [`GroupFields::check`] and [`named`].
    pub fn read(act: GroupAct, name: &str, note: &str, kols: &[String]) -> Result<Self> {
        Ok(match act {
            GroupAct::Rename => Self::Rename(GroupFields::check(name, note)?),
            GroupAct::Add => Self::Add(named(kols)?),
            GroupAct::Remove => Self::Remove(named(kols)?),
            GroupAct::Archive => Self::Archive,
            GroupAct::Restore => Self::Restore,
        })
    }

    /// What is done.
    pub const fn act(&self) -> GroupAct {
        match self {
            Self::Rename(_) => GroupAct::Rename,
            Self::Add(_) => GroupAct::Add,
            Self::Remove(_) => GroupAct::Remove,
            Self::Archive => GroupAct::Archive,
            Self::Restore => GroupAct::Restore,
        }
    }
}

/// The KOLs that an act names, each once.
///
/// # Errors
/// `Invalid` on `kols`: `field-required` for none, `group-too-many` (`most`) for more than 200,
/// `choice-unknown` for what is no id.
pub fn named(kols: &[String]) -> Result<Vec<OrganizationId>> {
    if kols.is_empty() {
        return Err(Error::field("kols", "field-required"));
    }
    if kols.len() > MOST_AT_ONCE {
        let error = FieldError::new("kols", "group-too-many");
        return Err(Error::Invalid(vec![error.with("most", MOST_AT_ONCE)]));
    }
    let read = |id: &String| id.parse().map_err(|_| Error::field("kols", "choice-unknown"));
    let mut ids = kols.iter().map(read).collect::<Result<Vec<OrganizationId>>>()?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// A KOL's time in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The group.
    pub group: KolGroupId,
    /// The KOL.
    pub kol: OrganizationId,
    /// From when on.
    pub from: Timestamp,
    /// Until just before when, where it has ended.
    pub to: Option<Timestamp>,
}

/// Who was in which group at what time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups(HashMap<OrganizationId, Vec<Stay>>);

impl Groups {
    /// Sorts stays by their KOL.
    pub fn new(stays: impl IntoIterator<Item = Stay>) -> Self {
        let mut all: HashMap<OrganizationId, Vec<Stay>> = HashMap::new();
        for stay in stays {
            all.entry(stay.kol).or_default().push(stay);
        }
        Self(all)
    }

    /// The groups that a KOL was in at a moment.
    pub fn of(&self, kol: OrganizationId, at: Timestamp) -> Vec<KolGroupId> {
        let stays = self.0.get(&kol).map_or(&[][..], Vec::as_slice);
        let was_in = |stay: &&Stay| stay.from <= at && stay.to.is_none_or(|to| at < to);
        stays.iter().filter(was_in).map(|stay| stay.group).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kol_is_in_a_group_from_joining_until_just_before_leaving() {
        let (group, kol) = (KolGroupId::new(), OrganizationId::new());
        let from = Timestamp::parse("2026-11-22T00:00:00Z").expect("moment");
        let to = from.plus_days(3);
        let groups = Groups::new([Stay { group, kol, from, to: Some(to) }]);
        for (at, is_in) in
            [(from.plus_seconds(-1), false), (from, true), (to.plus_seconds(-1), true), (to, false)]
        {
            assert_eq!(!groups.of(kol, at).is_empty(), is_in, "{at}");
        }
        assert!(groups.of(OrganizationId::new(), from).is_empty());
    }

    #[test]
    fn an_archived_group_changes_no_more() {
        for act in [GroupAct::Rename, GroupAct::Add, GroupAct::Remove, GroupAct::Archive] {
            assert_eq!(GroupStatus::Archived.after(act), Err(Error::Refused("group-archived")));
        }
        assert_eq!(GroupStatus::Archived.after(GroupAct::Restore), Ok(GroupStatus::Open));
    }

    #[test]
    fn an_act_names_some_kols_each_once() {
        let id = OrganizationId::new();
        assert_eq!(named(&[id.to_string(), id.to_string()]), Ok(vec![id]));
        assert!(named(&[]).is_err() && named(&["x".to_owned()]).is_err());
        assert!(named(&vec![id.to_string(); MOST_AT_ONCE + 1]).is_err());
    }
}
