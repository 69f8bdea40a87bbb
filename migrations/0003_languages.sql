-- Derived state: the language an article is in, by its BCP 47 tag; null where it is not clear, or not yet read.
-- Only what is in English is read for who said what; until now, everything was read as English.

alter table article add column language text;

update article set language = 'en' where analysis_version > 0;
