//! Pages of a list: it is read with one row more than a page has, which says whether there is a next
//! one.

/// So many rows are asked for where a page has `limit`.
pub fn one_more(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)
}

/// Takes the row that is one too many off a page and answers where the next page begins.
pub fn next<T, P>(rows: &mut Vec<T>, limit: usize, place: impl FnOnce(&T) -> P) -> Option<P> {
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_only_when_there_is_more() {
        let mut rows = vec![7, 8];
        assert_eq!(next(&mut rows, 2, |row| *row), None);
        assert_eq!(next(&mut rows, 1, |row| *row), Some(7));
        assert_eq!(rows, [7]);
        assert_eq!(next(&mut Vec::<i64>::new(), 1, |row| *row), None);
    }

    #[test]
    fn no_limit_is_too_large_to_ask_for_more() {
        assert_eq!(one_more(50), 51);
        assert_eq!(one_more(usize::MAX), i64::MAX);
    }
}
