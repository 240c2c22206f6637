//! Something to be done for a lead, by somebody, until a day.

use chrono::{Datelike, NaiveDate};

use crate::error::{FieldError, Fields, Result};
use crate::flow;
use crate::id::MembershipId;
use crate::text;

flow! {
    /// Whether it was done.
    pub enum TaskStatus, act TaskAct, rule "task-state" {
        states { Open = "open", Done = "done" }
        acts { Finish = "finish", Reopen = "reopen" }
        Open + Finish => Done;
        Done + Reopen => Open;
    }
}

/// A task to make, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// What is to be done.
    pub title: String,
    /// Until the end of which day.
    pub due_on: NaiveDate,
    /// By whom.
    pub owner: MembershipId,
}

impl NewTask {
    /// Checks what was typed; `owners` are those who may be given work.
    ///
    /// # Errors
    /// `Invalid`: `field-required`, `field-too-long` on `title`; `field-required`, `date-malformed` on
    /// `due_on`; `choice-unknown` on `owner`.
    pub fn check(title: &str, due_on: &str, owner: &str, owners: &[MembershipId]) -> Result<Self> {
        let mut fields = Fields::new();
        let title = fields.take(text::required("title", title, 200));
        let due_on = fields.take(day("due_on", due_on));
        let owner = owner.parse().ok().filter(|id| owners.contains(id));
        fields.check(owner.is_some(), "owner", "choice-unknown");
        fields.finish()?;
        match (title, due_on, owner) {
            (Some(title), Some(due_on), Some(owner)) => Ok(Self { title, due_on, owner }),
            _ => Err(crate::Error::Broken("task: a field without value or error".into())),
        }
    }
}

/// A day as a browser's field tells it: `2026-11-22`.
///
/// # Errors
/// `field-required`, `date-malformed`.
pub fn day(field: &str, told: &str) -> Result<NaiveDate, FieldError> {
    let told = text::line(&text::fold_width(told));
    if told.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    let read = NaiveDate::parse_from_str(&told, "%Y-%m-%d").ok();
    read.filter(|day| (2020..2100).contains(&day.year()))
        .ok_or_else(|| FieldError::new(field, "date-malformed"))
}

/// Whether a day is over on another one.
pub fn is_overdue(status: TaskStatus, due_on: NaiveDate, today: NaiveDate) -> bool {
    status == TaskStatus::Open && due_on < today
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_has_words_a_day_and_somebody() {
        let owner = MembershipId::new();
        let told = owner.to_string();
        let task = NewTask::check(" 電話する ", "２０２６-11-30", &told, &[owner]).expect("task");
        assert_eq!(
            (task.title.as_str(), task.due_on.to_string().as_str()),
            ("電話する", "2026-11-30")
        );
        let wrong = NewTask::check("", "30.11.", &told, &[]);
        let crate::Error::Invalid(fields) = wrong.expect_err("wrong") else { panic!("fields") };
        let codes: Vec<_> = fields.iter().map(|one| (one.field.as_str(), one.code)).collect();
        let expected = [
            ("title", "field-required"),
            ("due_on", "date-malformed"),
            ("owner", "choice-unknown"),
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn a_task_is_overdue_from_the_day_after_on() {
        let due: NaiveDate = "2026-11-30".parse().expect("day");
        assert!(!is_overdue(TaskStatus::Open, due, due));
        assert!(is_overdue(TaskStatus::Open, due, due.succ_opt().expect("day")));
        assert!(!is_overdue(TaskStatus::Done, due, due.succ_opt().expect("day")));
    }
}
