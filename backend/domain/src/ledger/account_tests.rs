use super::*;

fn all(organization: OrganizationId) -> Vec<AccountCode> {
    use AccountCode::{SampleDeposit, SampleGiven, SampleStock};
    use OrganizationKind::{Brand, Kol, Mcn, Operator};
    [Operator, Brand, Kol, Mcn]
        .into_iter()
        .flat_map(|kind| AccountCode::of(kind, organization))
        .chain([SampleDeposit, SampleGiven, SampleStock].map(|code| code(organization)))
        .collect()
}

#[test]
fn codes_read_back_and_name_their_party() {
    let organization = OrganizationId::new();
    for code in all(organization) {
        assert_eq!(code.to_string().parse(), Ok(code));
        assert_eq!(code.organization().is_some(), code.to_string().contains("org_"));
    }
    assert!("payable:kol:frozen".parse::<AccountCode>().is_err());
}

#[test]
fn a_payee_has_an_account_for_each_bucket_and_others_have_none() {
    let organization = OrganizationId::new();
    for kind in OrganizationKind::ALL {
        for bucket in Bucket::ALL {
            let code = AccountCode::of_bucket(*kind, organization, bucket);
            let is_paid = matches!(kind, OrganizationKind::Kol | OrganizationKind::Mcn);
            assert_eq!(code.is_some(), is_paid);
            let Some(code) = code else { continue };
            assert_eq!(code.bucket(), Some(bucket));
            assert!(AccountCode::of(*kind, organization).contains(&code));
            assert!(code.to_string().contains(bucket.as_str()));
        }
    }
}

#[test]
fn ids_follow_from_network_code_and_currency_and_differ() {
    let organization = OrganizationId::new();
    let mut ids = Vec::new();
    for network in [NetworkId::new(), NetworkId::new()] {
        for currency in Currency::ALL {
            for code in all(organization) {
                assert_eq!(code.id(network, currency), code.id(network, currency));
                ids.push(code.id(network, currency));
            }
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
