//! The bookmarklet: a link that runs on the page where it is pressed. It opens our small window with the page's address,
//! and hands the page over behind the `#`, where it is neither sent to a server nor written into a log; our script takes it
//! from there. Nothing of ours runs with the rights of that page but these lines, and no page of ours runs them.

/// No address of a browser may be longer than about a megabyte; a page that does not fit is fetched instead.
const CODE: &str = "(()=>{const d=document.cloneNode(true);\
    d.querySelectorAll('script:not([type=\"application/ld+json\"]),style,svg,iframe,template,link:not([rel~=canonical])')\
    .forEach(e=>e.remove());\
    const h=encodeURIComponent(d.documentElement.outerHTML),\
    u='SITE/add/window?url='+encodeURIComponent(location.href);\
    open(h.length<9e5?u+'#'+h:u,'_blank','popup,width=520,height=640')})()";

/// The link, for the house at `site`.
pub(super) fn of(site: &str) -> String {
    let code: String = CODE.replace("SITE", site);
    let mut link = "javascript:".to_owned();
    for c in code.chars() {
        // What would end or change the link where it stands.
        match c {
            ' ' => link.push_str("%20"),
            '"' => link.push_str("%22"),
            '%' => link.push_str("%25"),
            '<' => link.push_str("%3C"),
            '>' => link.push_str("%3E"),
            '#' => link.push_str("%23"),
            _ => link.push(c),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_link_without_blanks() {
        let link = of("https://reading.example.org");
        assert!(link.starts_with("javascript:(()=%3E{const%20d="), "{link}");
        assert!(link.contains("https://reading.example.org/add/window?url="));
        assert!(!link.contains(char::is_whitespace) && !link.contains(['"', '<', '>']));
        assert!(link.len() < 1000, "{} characters: some browsers keep no more than 2000", link.len());
    }
}
