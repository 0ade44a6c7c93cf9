//! Who may see, change and must fill a field: a matrix of boxes.
use maud::{Markup, html};

use super::words;
use crate::fields::form::FieldForm;
use crate::fields::model::{AUDIENCES, Matrix, Right};
use crate::locale::Texts;

/// The matrix. Heads tick their whole column or row when there are scripts.
pub(super) fn matrix(t: Texts, form: &FieldForm, locked: bool) -> Markup {
    html! {
        div.boxed.state-grid-box {
            table.tbl.state-grid data-state-grid {
                caption.sr { (t.t("fields-states")) }
                thead {
                    tr {
                        td rowspan="2" {}
                        @for (audience, _) in AUDIENCES {
                            th scope="colgroup" colspan="2" { (words::audience(t, audience)) }
                        }
                    }
                    tr {
                        @for (audience, word) in AUDIENCES { @for active in [true, false] {
                            @let state = if active { t.t("fields-active") } else { t.t("fields-inactive") };
                            th scope="col" {
                                @if locked { (state) }
                                @else {
                                    button.state-grid-all type="button" data-column={ (word) "." (if active { "active" } else { "inactive" }) }
                                        aria-label={ (words::audience(t, audience)) ", " (state) ": " (t.t("fields-tick-all")) } { (state) }
                                }
                            }
                        } }
                    }
                }
                tbody {
                    @for right in Right::ALL {
                        tr {
                            th scope="row" {
                                @if locked { (words::right(t, right)) }
                                @else {
                                    button.state-grid-all type="button" data-right=(right.as_str())
                                        aria-label={ (words::right(t, right)) ": " (t.t("fields-tick-all")) } { (words::right(t, right)) }
                                }
                            }
                            @for (audience, word) in AUDIENCES { @for active in [true, false] {
                                @let name = Matrix::box_name(word, active, right);
                                @let state = if active { t.t("fields-active") } else { t.t("fields-inactive") };
                                td.state-grid-cell {
                                    label {
                                        input.tick type="checkbox" name=(name) value="true" checked[form.is_on(&name)] disabled[locked]
                                            aria-label={ (words::audience(t, audience)) ", " (state) ": " (words::right(t, right)) };
                                    }
                                }
                            } }
                        }
                    }
                }
            }
        }
        p.hint { (t.t("fields-states-hint")) }
    }
}
