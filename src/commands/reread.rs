//! `onrecord reread`: reads every stored article again and settles all persons anew.

use std::io::{self, Write};

use onrecord::config::Settings;
use onrecord::exit::Exit;
use onrecord::library::{Reread, reread};
use onrecord::store::Store;

pub(super) async fn run(settings: Settings) -> anyhow::Result<Exit> {
    let store = Store::open(&settings.db).await?;
    let count = reread(&store, Reread::Everything).await;
    store.close().await;
    writeln!(io::stdout(), "{} articles read again", count?)?;
    Ok(Exit::Done)
}
