-- Derived state: the search index again (0007), now with the beginnings of words, of one letter and of three. Without them
-- a search for "nor*" reads the places of all words that begin so: most of a second among 100,000 articles.

drop table article_search;
drop table statement_search;

create virtual table article_search using fts5 (
    title, text, people, by, about, source, kind,
    content = '', contentless_delete = 1, prefix = '1 3', tokenize = "unicode61 remove_diacritics 2"
);

create virtual table statement_search using fts5 (
    title, text, people, by, about, source, kind,
    content = '', contentless_delete = 1, prefix = '1 3', tokenize = "unicode61 remove_diacritics 2"
);

-- What is stored already is read again by the next server or `onrecord reread`, and so comes into the index.
update article set analysis_version = 0;
