-- Ground state: articles that somebody deleted. Their text stays until the owner purges it, but nothing is made of it any
-- more; that there was one is remembered for ever, so that its address says so and its file does not bring it back.

create table removed_article (
    public_id text primary key,
    removed_at text not null,
    -- The name of whoever did, as it was then.
    removed_by text not null,
    -- Whether the text is gone too.
    purged integer not null default 0 check (purged in (0, 1))
) strict, without rowid;

create index removed_article_by_time on removed_article (removed_at desc, public_id desc);

-- Set together with removed_article, as long as the text is there. Lists go along indexes that do not have it.
alter table article add column removed integer not null default 0 check (removed in (0, 1));

drop index article_by_day;
create index article_by_day on article (day desc, public_id desc, statement_count) where removed = 0;
drop index article_by_site;
create index article_by_site on article (site, day desc, public_id desc, statement_count) where removed = 0;
