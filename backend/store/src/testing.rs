//! For tests: databases of a PostgreSQL cluster.

use diesel::connection::SimpleConnection;
use domain::{Error, Result};

use crate::conn::Db;

/// Makes an empty database, or a copy of one.
///
/// # Errors
/// `Broken` when the cluster does not answer or refuses.
pub fn create_database(url: &str, name: &str, template: Option<&str>) -> Result<()> {
    let plain = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if !plain(name) || !template.is_none_or(plain) {
        return Err(Error::Broken("a database's name".into()));
    }
    let mut conn = Db::open(url, true).map_err(|error| Error::Broken(error.to_string()))?;
    let template = template.unwrap_or("template0");
    conn.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'"))?;
    Ok(())
}
