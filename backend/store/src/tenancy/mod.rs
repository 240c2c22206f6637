//! Networks, organizations, the people who act for them.
