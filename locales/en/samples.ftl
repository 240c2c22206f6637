### Sample requests, answers and shipments

state-sample-requested = Requested
state-sample-approved = Approved
state-sample-rejected = Rejected
state-sample-expired = Expired
state-sample-preparing = Preparing
state-sample-shipped = Shipped
state-sample-received = Received
state-sample-canceled = Canceled

sample-list-title = Samples
sample-list-lead-kol = Where the samples you asked for stand.
sample-list-lead-brand = Answer KOLs’ requests and ship the samples. A request that is not answered in time expires.
sample-list-lead-operator = Every sample request of the network.
sample-none-kol = No requests yet
sample-none-kol-next = Pick a product that offers samples in the catalogue and ask for one.
sample-none-brand = No requests yet
sample-none-brand-next = Once a published product offers samples, KOLs can ask for them here.
sample-none-operator = No such requests
sample-none-operator-next = Requests appear here as soon as KOLs make them.
sample-all = All
sample-waiting = Waiting for your answer
sample-others = Other requests
sample-product = Product
sample-brand = Brand
sample-kol = KOL
sample-quantity = Quantity
sample-pieces =
    { $count ->
        [1] 1 piece
       *[other] { $count } pieces
    }
sample-status = Status
sample-requested-at = Requested
sample-updated-at = Updated
sample-decide-by = Answer by
sample-days-left =
    { $days ->
        [0] less than 24 hours left
        [1] 1 day left
       *[other] { $days } days left
    }

sample-new = Request a sample
sample-new-lead = The brand answers within { $days } days. You will be told by mail.
sample-message = Message
sample-message-hint = Say what you plan to post or show, and when.
sample-ship-to = Ship to
sample-ship-to-hint = Name, telephone, postcode and address. Shown only to the brand.
sample-send = Send request

sample-act = Action
sample-decide = Answer the request
sample-reason = Comment or reason
sample-reason-hint-brand = Goes into the mail to the KOL. Needed when you reject.
sample-reason-hint-kol = Optional. Goes into the mail to the brand.
sample-approve = Approve
sample-reject = Reject
sample-prepare-title = Preparation
sample-prepare-hint = Once you begin, the request is “Preparing” and you can enter the parcel.
sample-prepare = Begin preparation
sample-ship-title = Shipment
sample-carrier = Carrier
sample-tracking-number = Tracking number
sample-copy = Copy
sample-ship = Mark as shipped
sample-receive-title = Arrival
sample-receive-hint = Confirm when the sample has arrived. The brand will be told.
sample-receive = I have received it
sample-cancel-title = Cancellation
sample-cancel = Cancel request
sample-cancel-confirm = Cancel this request?
notice-sample-requested = Your request is sent. You will be told the answer by mail.
notice-sample-approved = Approved. The KOL has been told by mail.
notice-sample-rejected = Rejected. The KOL has been told by mail.
notice-sample-preparing = Preparation has begun.
notice-sample-shipped = Marked as shipped. The KOL has been told by mail.
notice-sample-received = Arrival confirmed. The brand has been told by mail.
notice-sample-canceled = Canceled. The brand has been told by mail.

sample-mail-requested-subject = Sample request: { $kol } asks for “{ $name }”
sample-mail-requested-lead = { $kol } has asked for a sample. Please answer within { $days } days; after that the request expires.
sample-mail-approved-subject = Approved: your sample of “{ $name }”
sample-mail-approved-lead = Your sample request was approved. You will hear again when it is shipped.
sample-mail-rejected-subject = About your sample request for “{ $name }”
sample-mail-rejected-lead = The brand is not able to offer a sample this time.
sample-mail-shipped-subject = Shipped: your sample of “{ $name }”
sample-mail-shipped-lead = Your sample is on its way. Please confirm on the page when it arrives.
sample-mail-received-subject = Received: the sample of “{ $name }”
sample-mail-received-lead = The KOL has confirmed the arrival of the sample.
sample-mail-canceled-subject = Canceled: the sample request for “{ $name }”
sample-mail-canceled-lead = The KOL has canceled the request. Nothing needs to be shipped.
sample-mail-expired-subject = Expired: the sample request for “{ $name }”
sample-mail-expired-brand = The request was not answered in time and has expired.
sample-mail-expired-kol = The brand did not answer in time and your request has expired. You may ask again.
sample-mail-link = Open the sample request
