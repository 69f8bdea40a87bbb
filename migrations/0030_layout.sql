-- Ground state: how the lines of a revision stand on its page, and what else the page said. Null where the article came
-- as bare lines.

-- The blocks that cover the lines, and the links and stresses within them, as JSON.
alter table revision add column layout text;
-- Who wrote it, the name of the site, the language the page declares, as JSON.
alter table revision add column imprint text;
-- How each of title, date and so on was found, as JSON.
alter table revision add column notes text;
