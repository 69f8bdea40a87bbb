//! Whether a table holds data or only lays out a page.

use super::Piece;

/// No cell of data holds so many characters of text.
const LONGEST_CELL: usize = 600;
const MOST_CELLS: usize = 5_000;

/// Whether the table that begins before `rest` is one of data: rows and columns of short texts. It is looked through only up to the next
/// table, so many tables within each other cost no more than one.
pub(super) fn is_data(rest: &[Piece]) -> bool {
    let (mut rows, mut columns, mut widest, mut cells, mut length) = (0, 0, 0, 0, 0);
    for piece in rest {
        match piece {
            Piece::End { name } if name == "table" => return rows > 0 && widest > 1,
            Piece::Start { name, .. } => match name.as_str() {
                "tr" => {
                    rows += 1;
                    columns = 0;
                }
                "td" | "th" => {
                    columns += 1;
                    cells += 1;
                    widest = widest.max(columns);
                    length = 0;
                }
                "table" | "ul" | "ol" | "dl" | "figure" | "blockquote" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5"
                | "h6" => {
                    return false;
                }
                _ => {}
            },
            Piece::Text(text) => length += text.len(),
            Piece::End { .. } => {}
        }
        if length > LONGEST_CELL || cells > MOST_CELLS {
            return false;
        }
    }
    false
}
