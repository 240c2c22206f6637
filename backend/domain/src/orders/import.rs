//! Where a file of orders stands.

crate::flow! {
    /// A file that was uploaded: it is read as a whole or not at all, and nothing of it is written
    /// before somebody has seen what would be.
    pub enum ImportStatus, act ImportAct, rule "import-state" {
        states {
            /// Its bytes are still arriving.
            Receiving = "receiving",
            /// It waits to be checked.
            Queued = "queued",
            /// No profile knows its headings: somebody has to tell what its columns mean.
            Unmapped = "unmapped",
            /// Every row is good, and what would happen is known.
            Checked = "checked",
            /// Its orders are being written, batch by batch; a restart goes on where it stopped.
            Applying = "applying",
            Done = "done",
            /// It could not be read, or a row could not be accepted: nothing of it was written.
            Refused = "refused",
        }
        acts {
            Receive = "receive",
            Check = "check",
            Ask = "ask",
            Refuse = "refuse",
            Apply = "apply",
            Finish = "finish",
            /// It is checked anew: by another profile, or because what it lacked is there now.
            Retry = "retry",
        }
        Receiving + Receive => Queued;
        Queued + Check => Checked;
        Queued + Ask => Unmapped;
        Queued + Refuse => Refused;
        Checked + Apply => Applying;
        Applying + Finish => Done;
        Applying + Refuse => Refused;
        Refused + Retry => Queued;
        Unmapped + Retry => Queued;
        Checked + Retry => Queued;
    }
}
