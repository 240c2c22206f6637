//! What stands behind an amount, read in bundles: for a line, for an account, for an entry.

pub mod beside;
pub mod line;
pub mod movement;
pub mod posted;

use schema::{
    adjustments, commissions, debt_decisions, fees, ledger_accounts, order_lines, sample_requests,
};

use crate::scope::{InNetwork, NetworkTx, OfNetwork, Reads, Scope};

/// A scope whose amounts can be explained: the operator's, or a party's own.
pub trait Eyes:
    InNetwork
    + Reads<adjustments::table>
    + Reads<commissions::table>
    + Reads<debt_decisions::table>
    + Reads<fees::table>
    + Reads<ledger_accounts::table>
    + Reads<order_lines::table>
    + Reads<sample_requests::table>
{
}

impl<T> Eyes for T where
    T: InNetwork
        + Reads<adjustments::table>
        + Reads<commissions::table>
        + Reads<debt_decisions::table>
        + Reads<fees::table>
        + Reads<ledger_accounts::table>
        + Reads<order_lines::table>
        + Reads<sample_requests::table>
{
}

/// The rows behind one that the scope itself has shown: the functions of this folder take that row
/// as their proof, and what a party may read of the answer the domain decides.
fn behind<T: InNetwork>(tx: &mut T) -> NetworkTx<'_> {
    OfNetwork::for_row(tx.network()).enter(tx.conn())
}
