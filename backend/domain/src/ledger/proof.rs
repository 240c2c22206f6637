//! A proof of the ledger that is made piece by piece and kept.

crate::flow! {
    /// Where a proof stands.
    pub enum ProofStatus, act ProofAct, rule "proof-state" {
        states {
            /// The seals are being walked.
            Running = "running",
            /// Seals hold and sums agree.
            Sound = "sound",
            /// Something is wrong.
            Unsound = "unsound",
        }
        acts { Pass = "pass", Fail = "fail" }
        Running + Pass => Sound;
        Running + Fail => Unsound;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_ends_once() {
        assert_eq!(ProofStatus::Running.after(ProofAct::Pass), Ok(ProofStatus::Sound));
        assert!(ProofStatus::Sound.after(ProofAct::Fail).is_err());
        assert!(ProofStatus::Unsound.after(ProofAct::Pass).is_err());
    }
}
