//! Signed orders that come at the same moment are taken together.

use domain::orders::order::OrderDraft;
use domain::orders::webhook::DeliveryStatus;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::orders::delivery::{self, NewDelivery};
use store::orders::order::{self, Inserted};
use store::orders::webhook::Endpoint;
use store::scope::NetworkTx;

use super::{Answered, Message, receive};
use crate::app::App;
use crate::error::broken;
use crate::orders::order::view::OrderView;
use crate::together::{Piece, Together};

/// A signed order on its way in; its signature was right.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The network, as it was when the message came.
    pub network: Network,
    /// Where it came.
    pub endpoint: Endpoint,
    /// Its number and what tells its contents apart.
    pub new: NewDelivery,
    /// The order.
    pub draft: OrderDraft,
    /// When it came.
    pub at: Timestamp,
}

impl Piece for Sent {
    type Answer = Answered;

    fn waiting(app: &App) -> &Together<Self> {
        &app.messages
    }

    fn write(tx: &mut NetworkTx<'_>, pieces: &[&Self]) -> Result<Vec<Result<Answered>>> {
        match pieces {
            [one] => {
                let message = Message::Order(Box::new(one.draft.clone()));
                receive(tx, &one.network, &one.endpoint, (&one.new, &message), one.at)
                    .map(|answered| vec![Ok(answered)])
            }
            many => all_new(tx, many),
        }
    }
}

/// Takes messages that are all new; `Stale` as soon as one is not, so that each is taken alone.
fn all_new(tx: &mut NetworkTx<'_>, sent: &[&Sent]) -> Result<Vec<Result<Answered>>> {
    let Some(Sent { network, at, .. }) = sent.last().copied() else { return Ok(Vec::new()) };
    let drafts: Vec<&OrderDraft> = sent.iter().map(|one| &one.draft).collect();
    let mut taken = Vec::with_capacity(sent.len());
    for (one, inserted) in sent.iter().zip(order::insert_each(tx, network, &drafts, *at)?) {
        let Ok(Inserted::New(accepted)) = inserted else { return Err(Error::Stale) };
        let view = OrderView::of_draft(&accepted, &one.draft)?;
        let text = serde_json::to_string(&view).map_err(broken)?;
        taken.push((&one.new, view.id, text));
    }
    delivery::insert_taken(tx, taken.iter().cloned(), *at)?;
    let answered = taken
        .into_iter()
        .map(|(_, _, text)| Ok(Answered { status: DeliveryStatus::Accepted, new: true, text }));
    Ok(answered.collect())
}
