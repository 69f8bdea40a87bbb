//! What somebody says of an article that they add by hand. It goes before what the text says of itself.

use jiff::civil::Date;
use url::Url;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    pub title: Option<String>,
    pub published_on: Option<Date>,
    pub url: Option<Url>,
}
