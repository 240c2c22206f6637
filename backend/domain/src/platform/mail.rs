//! Mails: what they are for, what became of them, which addresses are written to no more.

use crate::choices;

choices! {
    /// What a mail is for.
    #[derive(Default)]
    pub enum MailClass {
        /// The answer to something that its reader did or is a party of.
        #[default]
        Transactional = "transactional",
        /// News: only to addresses whose owners confirmed that they want them.
        Marketing = "marketing",
    }
}

choices! {
    /// Something that happened to a mail.
    pub enum MailEventKind {
        /// The mail server took it.
        Sent = "sent",
        /// It came back for a reason that may pass: a full mailbox, a message that was too large.
        SoftBounced = "soft_bounced",
        /// It came back because the address cannot be written to.
        HardBounced = "hard_bounced",
        /// Its reader called it unwanted.
        Complained = "complained",
        /// It was not sent, because its address is written to no more.
        Suppressed = "suppressed",
        /// A member queued it again.
        Resent = "resent",
    }
}

choices! {
    /// Who told what happened to a mail.
    pub enum MailEventSource {
        /// Our worker, or the mail server in its answer to it.
        Worker = "worker",
        /// A signed message of a mail service.
        Webhook = "webhook",
        /// A report in the mailbox for bounces.
        Mailbox = "mailbox",
        /// A member.
        Staff = "staff",
    }
}

choices! {
    /// Which mails an address gets no more.
    pub enum Reach {
        /// News.
        Marketing = "marketing",
        /// Any.
        Everything = "everything",
    }
}

choices! {
    /// Why an address is written to no more.
    pub enum Cause {
        /// Mails came back several times for reasons that may pass.
        SoftBounces = "soft_bounces",
        /// The address cannot be written to.
        HardBounce = "hard_bounce",
        /// Its owner called a mail unwanted.
        Complaint = "complaint",
    }
}

/// The bare address of a mailbox, in lower case: `Name <A@b.example>` is `a@b.example`.
pub fn bare(mailbox: &str) -> String {
    let inside = mailbox.rsplit_once('<').map_or(mailbox, |(_, rest)| rest);
    inside.trim().trim_end_matches('>').trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_has_one_bare_address() {
        for told in ["a@b.example", " A@B.example ", "はし <a@b.example>", "<a@b.example>"] {
            assert_eq!(bare(told), "a@b.example", "{told}");
        }
    }
}
