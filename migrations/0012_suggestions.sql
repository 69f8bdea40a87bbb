-- Derived state: the words of titles alone, by which articles are suggested while somebody types. It can be dropped and
-- rebuilt. Most articles have most words somewhere in their text, so the big index would go through nearly all of them for
-- the beginning of a word; this one knows the beginnings themselves.

-- The rows' ids are those of article_search, so the newest are found without sorting.
create virtual table title_search using fts5 (
    title,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
);

create trigger article_leaves_titles after delete on article when old.search_id is not null begin
    delete from title_search where rowid = old.search_id;
end;

insert into title_search (rowid, title) select search_id, title from article where search_id is not null;

-- Scripts that set no blanks between words are cut by the program, when it reads an article again.
update article set analysis_version = 0 where title glob '*[' || char(3584) || '-' || char(1114111) || ']*';
