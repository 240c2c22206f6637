//! Reports that mail servers send to the mailbox for bounces: of deliveries that failed (RFC 3464) and
//! of readers who called a mail unwanted (RFC 5965).

use domain::id::MailId;
use domain::platform::bounce::BounceKind;
use domain::platform::mail::bare;
use domain::text;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::mail_of;

/// What a message in the mailbox says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// A mail of ours failed or was called unwanted.
    Bounced(MailId, Vec<Failure>),
    /// A mail of ours is late or arrived: nothing follows.
    Passing(MailId),
    /// Anything else, and reports that name none of our mails: those anybody could write.
    Unknown,
}

/// What happened to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// To whom it was, bare; none where the report hides it.
    pub recipient: Option<String>,
    /// How bad it is.
    pub kind: BounceKind,
    /// Why, in the words of the mail server.
    pub reason: String,
}

/// Reads a message.
pub fn read(bytes: &[u8]) -> Read {
    let Some(message) = MessageParser::default().parse(bytes) else { return Read::Unknown };
    let Some(mail) = original(&message) else { return Read::Unknown };
    let failures = message.parts.iter().find_map(|part| match subtype(part).as_deref() {
        Some("delivery-status") => Some(failures(&body(part))),
        Some("feedback-report") => Some(complaints(&body(part))),
        _ => None,
    });
    match failures {
        Some(failures) if failures.is_empty() => Read::Passing(mail),
        Some(failures) => Read::Bounced(mail, failures),
        None => Read::Unknown,
    }
}

/// The mail that the report is about: its headers come along.
fn original(message: &Message<'_>) -> Option<MailId> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => inner.message_id().and_then(mail_of),
        _ if subtype(part).as_deref() == Some("rfc822-headers") => {
            let headers = MessageParser::default().parse_headers(part.contents())?;
            headers.message_id().and_then(mail_of)
        }
        _ => None,
    })
}

fn subtype(part: &MessagePart<'_>) -> Option<String> {
    Some(part.content_type()?.subtype()?.to_ascii_lowercase())
}

fn body(part: &MessagePart<'_>) -> String {
    String::from_utf8_lossy(part.contents()).into_owned()
}

/// The recipients of a delivery report whose delivery failed.
fn failures(body: &str) -> Vec<Failure> {
    let failed = |block: &Vec<(String, String)>| {
        let action = field(block, "action")?;
        if !action.eq_ignore_ascii_case("failed") {
            return None;
        }
        let recipient = field(block, "original-recipient").or(field(block, "final-recipient"))?;
        let status = field(block, "status").unwrap_or_default();
        // Given up for a reason that may pass: the server's own patience ended.
        let kind = BounceKind::of_status(status).unwrap_or(BounceKind::Soft);
        let said = field(block, "diagnostic-code").map_or(status, typed);
        let reason = text::line(said);
        Some(Failure { recipient: Some(bare(typed(recipient))), kind, reason })
    };
    blocks(body).iter().filter_map(failed).collect()
}

/// What a complaint tells: there is one, of one mail.
fn complaints(body: &str) -> Vec<Failure> {
    let all: Vec<(String, String)> = blocks(body).into_iter().flatten().collect();
    let word = field(&all, "feedback-type").unwrap_or_default();
    if !["abuse", "fraud", "other"].contains(&word.to_ascii_lowercase().as_str()) {
        return Vec::new();
    }
    let recipient = field(&all, "original-rcpt-to").map(bare).filter(|told| told.contains('@'));
    let reason = text::line(word);
    vec![Failure { recipient, kind: BounceKind::Complaint, reason }]
}

/// `rfc822; a@b.example` without its type.
fn typed(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, rest)| rest).trim()
}

fn field<'a>(block: &'a [(String, String)], name: &str) -> Option<&'a str> {
    block.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Groups of fields that blank lines part; a line that begins with a blank goes on with the one before.
fn blocks(body: &str) -> Vec<Vec<(String, String)>> {
    let mut all = vec![Vec::new()];
    for line in body.lines() {
        let Some(block) = all.last_mut() else { break };
        if line.trim().is_empty() {
            if !block.is_empty() {
                all.push(Vec::new());
            }
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = block.last_mut() {
                *value = format!("{value} {}", line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            block.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, kind: &str, status: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example\r\nTo: bounces@hashi.example\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type={kind}; boundary=\"B\"\r\n\r\n\
             --B\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n\
             --B\r\nContent-Type: message/{kind}\r\n\r\n{status}\r\n\
             --B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}@hashi.example>\r\n\
             Subject: x\r\n\r\n--B--\r\n"
        )
    }

    #[test]
    fn a_report_names_the_mail_the_recipient_and_how_bad_it_is() {
        let id = MailId::new();
        let status = "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; Gone@B.example\r\n\
                      Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n unknown";
        let Read::Bounced(mail, failures) =
            read(report(&id.to_string(), "delivery-status", status).as_bytes())
        else {
            panic!("a bounce");
        };
        assert_eq!((mail, failures.len()), (id, 1));
        assert_eq!(failures[0].recipient.as_deref(), Some("gone@b.example"));
        assert_eq!(
            (failures[0].kind, failures[0].reason.as_str()),
            (BounceKind::Hard, "550 5.1.1 unknown")
        );
    }

    #[test]
    fn what_is_late_or_names_no_mail_of_ours_is_no_bounce() {
        let late = "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\n\
                    Action: delayed\r\nStatus: 4.4.1";
        let id = MailId::new();
        let told = report(&id.to_string(), "delivery-status", late);
        assert_eq!(read(told.as_bytes()), Read::Passing(id));
        let forged = late.replace("delayed", "failed");
        assert_eq!(read(report("x", "delivery-status", &forged).as_bytes()), Read::Unknown);
        for other in [
            &b""[..],
            b"Subject: hello\r\n\r\nhello",
            &[0xff; 300],
            b"Content-Type: multipart/report",
        ] {
            assert_eq!(read(other), Read::Unknown);
        }
    }

    #[test]
    fn a_complaint_may_hide_its_reader() {
        let id = MailId::new();
        let told = report(&id.to_string(), "feedback-report", "Feedback-Type: abuse\r\nVersion: 1");
        let failure =
            Failure { recipient: None, kind: BounceKind::Complaint, reason: "abuse".into() };
        assert_eq!(read(told.as_bytes()), Read::Bounced(id, vec![failure]));
    }
}
