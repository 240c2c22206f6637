//! Where a file of orders stands.

crate::flow! {
    /// A file that was uploaded: it is read as a whole or not at all.
    pub enum ImportStatus, act ImportAct, rule "import-state" {
        states {
            Queued = "queued",
            /// Its orders are being written, batch by batch; a restart goes on where it stopped.
            Applying = "applying",
            Done = "done",
            /// It could not be read, or a row could not be accepted: nothing of it was written.
            Refused = "refused",
        }
        acts { Begin = "begin", Finish = "finish", Refuse = "refuse", Retry = "retry" }
        Queued + Begin => Applying;
        Queued + Refuse => Refused;
        Applying + Finish => Done;
        Applying + Refuse => Refused;
        Refused + Retry => Queued;
    }
}
