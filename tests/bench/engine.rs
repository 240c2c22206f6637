//! The engines that are measured, and what their processes cost.

use store::testing::Raw;

use crate::options::Options;
use crate::process::{Cluster, Server};
use crate::{Result, Table};

/// An engine.
#[derive(Debug, Clone)]
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    /// The URL of the PostgreSQL cluster; none for SQLite.
    pub(crate) cluster: Option<String>,
    /// The processes of that cluster, where they run on this machine.
    processes: Option<Cluster>,
}

impl Engine {
    pub(crate) fn sqlite() -> Self {
        Self { name: "SQLite", cluster: None, processes: None }
    }

    /// The cluster that may be measured on; told in the table when there is none.
    pub(crate) fn postgres(options: &Options, table: &Table) -> Result<Option<Self>> {
        let name = "PostgreSQL";
        let Some(cluster) = &options.postgres else {
            let why = "KAKEHASHI_BENCH_POSTGRES names no cluster (one with fsync=on, and nothing \
                       else on it)";
            table.skipped("all", name, why);
            return Ok(None);
        };
        let mut raw = Raw::open(cluster)?;
        let settings = "SELECT current_setting('fsync') || ' ' \
                        || current_setting('full_page_writes') || ' ' \
                        || current_setting('synchronous_commit') AS value";
        let durable = raw.texts(settings)?.first().is_some_and(|set| set == "on on on");
        if !durable && !options.check {
            table.skipped("all", name, "its fsync, full_page_writes or synchronous_commit is off");
            return Ok(None);
        }
        if !durable {
            table.remark("the cluster is not durable: good enough for a check alone");
        }
        let backend = raw.texts("SELECT CAST(pg_backend_pid() AS TEXT) AS value")?;
        let processes = backend.first().and_then(|backend| Cluster::of(backend));
        Ok(Some(Self { name, cluster: Some(cluster.clone()), processes }))
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.cluster.is_none()
    }

    /// Processor seconds of the database's own processes; none where they run elsewhere or, on
    /// SQLite, are the server's.
    pub(crate) fn processor(&self) -> Result<Option<f64>> {
        self.processes.map(Cluster::processor).transpose()
    }

    /// Processor seconds of a server and of its database.
    pub(crate) fn used(&self, server: &Server) -> Result<Option<f64>> {
        let own = server.processor()?;
        if self.is_sqlite() {
            return Ok(Some(own));
        }
        Ok(self.processor()?.map(|database| database + own))
    }
}
