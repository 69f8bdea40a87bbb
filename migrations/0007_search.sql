-- Derived state: the search index. All of it can be dropped and rebuilt.

-- One row per article and one per statement, of the revision that is shown. Both have the same columns, so one expression
-- asks both; fields (who says it, about whom, where, how) are words of the index, so that they combine freely with words
-- of the text. The rows' ids are day * 10^10 + id (`article.search_id`, `statement_search_id`): in order of ids they are
-- in order of days, and the newest are found without sorting.
-- Contentless: the texts are in `line` and `article`, and what is shown is marked there.
create virtual table article_search using fts5 (
    title, text,
    -- Whom it names, who speaks and about whom: keys made from cast_member.own_slug, and names of organizations.
    people, by, about,
    source,
    -- The kinds of statements, and "any", which every row has.
    kind,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

create virtual table statement_search using fts5 (
    title, text, people, by, about, source, kind,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Every person under their id: how they are named, and the keys under which the other two tables know them.
create virtual table person_search using fts5 (
    name, forms, surname, keys unindexed,
    prefix = '3', tokenize = "unicode61 remove_diacritics 2"
);

-- The row in article_search; null where the article is not in it.
alter table article add column search_id integer;

create trigger article_goes after delete on article when old.search_id is not null begin
    delete from article_search where rowid = old.search_id;
end;

create trigger statement_leaves_search after delete on statement begin
    delete from statement_search
    where rowid = cast(replace(old.day, '-', '') as integer) * 10000000000 + old.statement_id;
end;

create trigger person_goes after delete on person begin
    delete from person_search where rowid = old.person_id;
end;

-- What is stored already is read again by the next server or `onrecord reread`, and so comes into the index.
update article set analysis_version = 0;
