//! Where articles are added by hand: by address, as text, as files. What is wrong with a form is said beside its field,
//! and what was typed stays there.

use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use url::Url;

use crate::domain::{Task, addresses_in};
use crate::library::add::{AddError, Typed};
use crate::web::auth::Editor;
use crate::web::extract::{InQuery, Origin};
use crate::web::faults::Faults;
use crate::web::form::{InForm, InParts};
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, bookmarklet, paths};

/// So many addresses are taken at once.
const MOST: usize = 1000;
const DELETED: &str = "The article of this address was deleted here. An owner of this house can restore it.";

/// What was typed into the forms.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Fields {
    addresses: String,
    title: String,
    date: String,
    url: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/add.html")]
struct Add<'a> {
    frame: Frame,
    typed: &'a Fields,
    faults: &'a Faults,
    bookmarklet: String,
    site: &'a str,
}

fn page(state: &AppState, site: &str, typed: &Fields, faults: &Faults) -> PageResult {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = state.frame("Add articles", Section::Add, &paths::adding::add());
    html_once(status, &Add { frame, typed, faults, bookmarklet: bookmarklet::of(site), site })
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    Editor(_): Editor,
    InQuery(typed): InQuery<Fields>,
    Origin(site): Origin,
) -> PageResult {
    page(&state, &site, &typed, &Faults::default())
}

pub(in crate::web) async fn by_address(
    State(state): State<AppState>,
    Editor(user): Editor,
    Origin(site): Origin,
    InForm(typed): InForm<Fields>,
) -> PageResult {
    let found = addresses_in(&typed.addresses, MOST + 1);
    let mut faults = faults(&state, &found);
    if let [one] = found.as_slice()
        && state.adding.is_deleted(one).await?
    {
        faults.add("addresses", DELETED);
    }
    if !faults.is_empty() {
        return page(&state, &site, &typed, &faults);
    }
    match found.as_slice() {
        [one] => Ok(Redirect::to(&state.add_one(&user, one).await?.path()).into_response()),
        all => {
            let task = |url: &Url| Task::Fetch { url: url.to_string(), again: false };
            let tasks: Vec<Task> = all.iter().map(task).collect();
            state.adding.jobs.ask(&tasks, Some(&user.name)).await?;
            Ok(Redirect::to(&paths::adding::jobs(None, None)).into_response())
        }
    }
}

/// What is wrong with the addresses that were found.
fn faults(state: &AppState, found: &[Url]) -> Faults {
    let mut faults = Faults::default();
    let refused: Vec<String> = found
        .iter()
        .filter_map(|url| state.adding.check(url).err().map(|why| format!("{}: {why}.", shown(url))))
        .collect();
    if found.is_empty() {
        faults.add("addresses", "Expected an address such as https://example.org/news, or a text that has some in it.");
    } else if found.len() > MOST {
        faults.add("addresses", format!("These are more than {MOST} addresses. Please add them in several goes."));
    } else if !refused.is_empty() {
        let more = refused.len().saturating_sub(3);
        let more = if more > 0 { format!(" And {more} more.") } else { String::new() };
        faults.add("addresses", format!("{}{more}", refused[..refused.len().min(3)].join(" ")));
    }
    faults
}

/// An address, cut where it is long.
fn shown(url: &Url) -> String {
    let mut text: String = url.as_str().chars().take(100).collect();
    if text.len() < url.as_str().len() {
        text.push('…');
    }
    text
}

pub(in crate::web) async fn by_text(
    State(state): State<AppState>,
    Editor(user): Editor,
    Origin(site): Origin,
    InForm(fields): InForm<Fields>,
) -> PageResult {
    let typed = Typed { title: &fields.title, date: &fields.date, url: &fields.url, text: &fields.text };
    let incoming = match typed.read() {
        Ok(incoming) => incoming,
        Err(wrong) => {
            let mut faults = Faults::default();
            for wrong in wrong {
                faults.add(wrong.field, wrong.sentence);
            }
            return page(&state, &site, &fields, &faults);
        }
    };
    match state.adding.add(&incoming, &user.who()).await {
        Ok(added) => Ok(Redirect::to(&paths::article(&added.article.id, &added.article.slug)).into_response()),
        Err(AddError::Deleted(_)) => {
            let mut faults = Faults::default();
            faults.add("url", DELETED);
            page(&state, &site, &fields, &faults)
        }
        Err(error) => Err(error.into()),
    }
}

pub(in crate::web) async fn by_file(
    State(state): State<AppState>,
    Editor(user): Editor,
    Origin(site): Origin,
    InParts(files): InParts,
) -> PageResult {
    let files = files_of(files).await?;
    if files.is_empty() {
        let mut faults = Faults::default();
        faults.add("files", "Expected at least one file.");
        return page(&state, &site, &Fields::default(), &faults);
    }
    let mut ids = Vec::with_capacity(files.len());
    for (name, content) in &files {
        ids.push(state.adding.jobs.ask_upload(name, content, Some(&user.name)).await?);
    }
    let to = if let [one] = ids.as_slice() { paths::adding::job(one) } else { paths::adding::jobs(None, None) };
    Ok(Redirect::to(&to).into_response())
}

/// The files of the form, with their names. Where none was chosen, a browser sends one without a name.
async fn files_of(mut form: Multipart) -> Result<Vec<(String, Vec<u8>)>, PageError> {
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await? {
        if field.name() != Some("files") {
            continue;
        }
        let name = field.file_name().map(plain_name).unwrap_or_default();
        let content = field.bytes().await?;
        if !(name.is_empty() && content.is_empty()) {
            files.push((name, content.into()));
        }
    }
    Ok(files)
}

/// The name of a file, without folders and whatever else a name may hold.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name_and_no_path() {
        assert_eq!(plain_name("../../etc/pass\nwd.txt"), "passwd.txt");
        assert_eq!(plain_name("C:\\saved\\a.html"), "a.html");
        assert_eq!(plain_name(&"a".repeat(1000)).len(), 200);
    }
}
