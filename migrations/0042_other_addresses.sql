-- Ground state: other addresses that led to an article when it was fetched, so that it is known by them too.

create table other_address (
    -- In the canonical form.
    address text primary key,
    -- The permanent id of the article.
    article text not null
) strict, without rowid;

-- Whether the article that came of a job was new, has a new text, or was there.
alter table job add column outcome text check (outcome in ('loaded', 'revised', 'unchanged', 'skipped', 'deleted'));
