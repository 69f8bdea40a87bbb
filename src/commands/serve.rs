//! `onrecord serve`: one server per database. Opens it, loads the seeds, says where it listens, and serves until it is
//! told to stop.

use std::future::Future;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use axum::http::HeaderName;
use ipnet::IpNet;
use jiff::Timestamp;
use onrecord::config::Settings;
use onrecord::exit::Exit;
use onrecord::ingest::client::{Client, Policy};
use onrecord::library::add::Adding;
use onrecord::library::{FileReport, Gallery, Outcome, Progress, Reread, load, reread};
use onrecord::store::{ServerLock, Store, StoreError};
use onrecord::web::paths::set_up;
use onrecord::web::server::{Limits, serve};
use onrecord::web::{AppState, Proxies, router};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing::{error, info, warn};

use super::Refused;

/// Samples in the working folder are loaded without being named.
const DEFAULT_SEEDS: &str = "seeds";

pub(super) async fn run(settings: Settings) -> anyhow::Result<Exit> {
    let mut stop = std::pin::pin!(told_to_stop()?);
    let seeds = seeds(settings.seeds)?;
    let proxies = proxies(settings.trusted_proxy, settings.proxy_user_header)?;
    // Before anything else: a second server must not so much as migrate the database of the first.
    let lock = ServerLock::take(&settings.db)?;
    let listener = listen(settings.listen).await?;
    let store = Store::open(&settings.db).await?;
    let has_users = store.instance().await?.has_users;
    if !has_users && !settings.public_read_only && !settings.listen.ip().to_canonical().is_loopback() {
        close(&store).await;
        return Err(open_to_all(settings.listen).into());
    }
    let loaded = tokio::select! {
        loaded = load_seeds(&store, seeds) => loaded.map(|()| true),
        () = stop.as_mut() => Ok(false),
    };
    if loaded? {
        let address = listener.local_addr().context("the address it listens on")?;
        let rereading = tokio::spawn(reread_outdated(store.clone()));
        let gallery = Gallery::beside(&settings.db);
        let adding = adding(&store, settings.allow_private_net).with_pictures(gallery, settings.pictures);
        let jobs = Jobs::start(&adding, settings.jobs_at_once.into());
        let state = AppState::new(store.clone(), settings.base_url, proxies, adding);
        say_where(address)?;
        if !has_users {
            say_how_to_set_up(&state, address)?;
        }
        let stopping = jobs.stop_with(stop);
        serve(listener, router(state), Limits::default(), stopping).await;
        jobs.ended().await;
        end(rereading).await;
    }
    close(&store).await;
    drop(lock);
    Ok(Exit::Done)
}

/// Where articles come in. A machine that trusts no certificates can still be read, and told what is pasted.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is handed over")]
fn adding(store: &Store, allowed: Vec<IpNet>) -> Adding {
    let client = Client::new(&Policy { allowed });
    if let Err(e) = &client {
        warn!(error = %e, "no page can be fetched: {e}");
    }
    Adding::new(store.clone(), client, Timestamp::now)
}

/// The jobs, which run beside the pages and stop with them.
struct Jobs {
    running: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Jobs {
    fn start(adding: &Adding, at_once: usize) -> Self {
        let (stop, mut stopped) = watch::channel(false);
        let (jobs, adding) = (adding.jobs.clone(), adding.clone());
        let told = async move {
            // Nobody left to tell it is as good as being told.
            let _ = stopped.wait_for(|stop| *stop).await;
        };
        let work = move |at| adding.clone().work(at);
        Self { running: tokio::spawn(async move { jobs.run(at_once, work, told).await }), stop }
    }

    /// Tells them to stop when `stop` is done, and whoever waits for it too.
    fn stop_with(&self, stop: impl Future<Output = ()>) -> impl Future<Output = ()> {
        let tell = self.stop.clone();
        async move {
            stop.await;
            tell.send_replace(true);
        }
    }

    /// Waits for those that are just saving; what takes longer is begun again by the next server.
    async fn ended(self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(LAST_JOBS, self.running).await.is_err() {
            warn!("stopped with jobs under way; the next start begins them again");
        }
    }
}

/// How long jobs are waited for that are just saving an article.
const LAST_JOBS: Duration = Duration::from_secs(5);

/// The folder named, which must be there; else the default one if it is there.
fn seeds(named: Option<PathBuf>) -> Result<Option<PathBuf>, Refused> {
    match named {
        Some(folder) if folder.is_dir() => Ok(Some(folder)),
        Some(folder) => Err(Refused(format!("--seeds {}: no such folder; make it, or name another", folder.display()))),
        None => Ok(Some(PathBuf::from(DEFAULT_SEEDS)).filter(|folder| Path::is_dir(folder))),
    }
}

/// Whoever trusts what a header says must say whose header.
fn proxies(trusted: Vec<IpNet>, user_header: Option<HeaderName>) -> Result<Proxies, Refused> {
    match &user_header {
        Some(name) if trusted.is_empty() => Err(Refused(format!(
            "--proxy-user-header {name}: anybody could send this header; name the proxy that does with --trusted-proxy"
        ))),
        _ => Ok(Proxies { trusted, user_header }),
    }
}

fn open_to_all(listen: SocketAddr) -> Refused {
    Refused(format!(
        "--listen {listen}: other machines reach this address, and nobody has an account yet. Make one with `onrecord user \
         add NAME`, listen on 127.0.0.1, or let everybody read with --public-read-only"
    ))
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Refused> {
    let refused = |e: io::Error| Refused(format!("--listen {address}: {e}; name another address or port"));
    TcpListener::bind(address).await.map_err(refused)
}

/// Loads the seeds. A database that cannot be written at the moment can still be read, so that is worth a warning only.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is read, to be passed in")]
async fn load_seeds(store: &Store, folder: Option<PathBuf>) -> Result<(), StoreError> {
    let Some(folder) = folder else { return Ok(()) };
    match load(store, std::slice::from_ref(&folder), Timestamp::now(), &mut tell).await {
        Ok(summary) => info!(folder = %folder.display(), ?summary, "the seeds are loaded"),
        Err(e @ (StoreError::ReadOnly | StoreError::Full | StoreError::Busy)) => {
            warn!(folder = %folder.display(), error = %e, "the seeds are not loaded: {e}");
        }
        Err(e) => return Err(e),
    }
    Ok(())
}

fn tell(report: &FileReport, _: Progress) {
    let reason = report.reason.as_deref().unwrap_or_default();
    if report.outcome == Outcome::Skipped {
        warn!(file = report.file, reason, "a file is skipped");
    }
    if report.outcome == Outcome::Deleted {
        info!(file = report.file, reason, "a file does not come in");
    }
    for warning in &report.warnings {
        info!(file = report.file, warning, "a file is not as the format says");
    }
}

/// After an upgrade, what the older analysis has read is read again, while readers read.
async fn reread_outdated(store: Store) {
    match reread(&store, Reread::Outdated).await {
        Ok(0) => {}
        Ok(count) => info!(count, "articles read again by the new analysis"),
        Err(e) => error!(error = %e, "reading articles again failed: {e}"),
    }
}

/// Ends a task and waits until it has let go of the store, which is closed next: it would find no connection there.
async fn end(task: JoinHandle<()>) {
    task.abort();
    if let Err(e) = task.await
        && !e.is_cancelled()
    {
        error!(error = %e, "reading articles again ended badly: {e}");
    }
}

/// The one line on standard output.
fn say_where(address: SocketAddr) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Onrecord is open at http://{address}/").and_then(|()| out.flush()).context("standard output")
}

/// The way in for the first owner, for whoever sees what the program writes.
fn say_how_to_set_up(state: &AppState, address: SocketAddr) -> anyhow::Result<()> {
    let secret = state.accounts.set_up.open()?;
    let site = state.base_url.as_ref().map(|base| base.as_str().trim_end_matches('/').to_owned());
    let site = site.unwrap_or_else(|| format!("http://{address}"));
    let mut out = io::stdout().lock();
    let link = format!("{site}{}", set_up(secret.text()));
    writeln!(out, "Nobody has an account yet. The first one is made at {link}")
        .and_then(|()| out.flush())
        .context("standard output")
}

/// SIGTERM, as from a service manager, SIGINT, as from a terminal, or SIGHUP, as from a terminal that is closed.
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for SIGINT")?;
    let mut hang_up = signal(SignalKind::hangup()).context("cannot listen for SIGHUP")?;
    Ok(async move {
        tokio::select! {
            _ = hang_up.recv() => {}
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Moves the log into the database file. A reader in the middle of a long query does not hold up the end.
async fn close(store: &Store) {
    if tokio::time::timeout(Duration::from_secs(1), store.close()).await.is_err() {
        warn!("stopped with a read under way; the next start moves the log into the database");
    }
}
