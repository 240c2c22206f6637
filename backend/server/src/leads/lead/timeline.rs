//! Everything about a lead in one order: what was asked, mailed, noted, done and changed.

use std::collections::HashMap;

use domain::Timestamp;
use domain::id::MembershipId;
use store::leads::inquiry::Submission;
use store::leads::note::Note;
use store::platform::audit::Event;
use store::platform::mail::MailLine;

use super::Whole;

/// What the log says and other rows say better.
const TOLD_ELSEWHERE: [&str; 4] =
    ["lead.create", "lead.ask_again", "lead.send_material", "lead.note"];

/// Something that happened to a lead.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    /// When.
    pub(super) at: Timestamp,
    /// By whom; nobody for the lead itself and the clock.
    pub(super) who: Option<String>,
    /// What.
    pub(super) what: What,
}

/// What happened.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// The form was sent.
    Asked(Submission),
    /// A mail was written.
    Mailed(MailLine),
    /// A note was kept.
    Noted(Note),
    /// Something was done or changed; to whom it was given, where it was.
    Changed(Event, Option<String>),
}

impl Whole {
    /// What happened, the latest first.
    pub(super) fn timeline(&self) -> Vec<Moment> {
        let people: HashMap<MembershipId, &str> =
            self.people.iter().map(|one| (one.id, one.name.as_str())).collect();
        let name = |id: MembershipId| people.get(&id).map(|name| (*name).to_owned());
        let asked = self.submissions.iter().map(|one| Moment {
            at: one.created_at,
            who: None,
            what: What::Asked(one.clone()),
        });
        let mailed = self.mails.iter().map(|one| Moment {
            at: one.created_at,
            who: None,
            what: What::Mailed(one.clone()),
        });
        let noted = self.notes.iter().map(|one| Moment {
            at: one.created_at,
            who: self.names.get(&one.author).cloned(),
            what: What::Noted(one.clone()),
        });
        let changes =
            self.events.iter().filter(|(event, _)| !TOLD_ELSEWHERE.contains(&event.kind.as_str()));
        let changed = changes.map(|(event, who)| {
            let to = event.after.as_deref().and_then(|after| after.parse().ok()).and_then(name);
            Moment { at: event.at, who: who.clone(), what: What::Changed(event.clone(), to) }
        });
        let mut all: Vec<Moment> = asked.chain(mailed).chain(noted).chain(changed).collect();
        all.sort_by_key(|moment| std::cmp::Reverse(moment.at));
        all
    }
}
