//! The dialogs of the gallery.
use elenco::locale::Texts;
use elenco::ui::{self, ButtonStyle, Choice, Column, Dialog, Field, FileDrop, OptionCard, State, Table};
use maud::{Markup, html};

use crate::pages::at;
use crate::sample::say;

pub fn import(t: Texts) -> Markup {
    ui::dialog(&Dialog {
        t,
        title: say(t, "Import clients", "Importar clientes", "Importar clientes"),
        wide: false,
        close: format!("users-list.{}.html", t.culture()),
        form: Some((String::new(), "token".to_owned())),
        multipart: true,
        body: ui::file_drop(&FileDrop {
            t,
            name: "file",
            accept: ".xlsx,.csv".to_owned(),
            help: say(
                t,
                "Excel (.xlsx) or CSV, up to 2 GB",
                "Excel (.xlsx) o CSV, hasta 2 GB",
                "Excel (.xlsx) ou CSV, até 2 GB",
            ),
            limit: 2_000_000_000,
            problem: None,
        }),
        remark: say(
            t,
            "You can go on working; the bell will tell you.",
            "Puede seguir trabajando; la campana le avisará.",
            "Você pode continuar trabalhando; o sino avisa.",
        ),
        buttons: html! { button.btn.btn-go { (say(t, "Import", "Importar", "Importar")) } },
    })
}

pub fn import_details(t: Texts) -> Markup {
    let row = |line: &str, column: String, value: &str, why: String| {
        vec![
            html! { span.mono { (line) } },
            html! { (column) },
            html! { span.mono { (value) } },
            html! { (why) },
        ]
    };
    ui::dialog(&Dialog {
        t,
        title: "altas-cono-sur.xlsx".to_owned(),
        wide: true,
        close: String::new(),
        form: None,
        multipart: false,
        body: html! {
            p.row { (ui::status(State::Completed, &say(t, "Completed", "Completado", "Concluída"))) span.sub-t { (ui::time(t, at(16))) } }
            (ui::facts(&[(say(t, "Created", "Creados", "Criados"), "906".to_owned(), false), (say(t, "Updated", "Actualizados", "Atualizados"), t.number(1_288), false), (say(t, "The same", "Iguales", "Iguais"), "0".to_owned(), false), (say(t, "Failed", "Con errores", "Com erros"), "12".to_owned(), true)]))
            (Table {
                caption: say(t, "Failed rows", "Filas con errores", "Linhas com erros"),
                columns: vec![Column::number(say(t, "Line", "Fila", "Linha")), Column::text(say(t, "Column", "Columna", "Coluna")), Column::text(say(t, "Value", "Valor", "Valor")), Column::text(say(t, "Why it failed", "Motivo", "Motivo"))],
                rows: vec![
                    row("77", "E-mail".to_owned(), "nora.sosa@", say(t, "The part after @ is missing", "Falta la parte después de @", "Falta a parte depois de @")),
                    row("318", say(t, "Location", "Ubicación", "Localização"), "Salto Chico", say(t, "No location has this name", "Ninguna ubicación tiene este nombre", "Nenhuma localização tem este nome")),
                    row("1204", say(t, "Password", "Contraseña", "Senha"), "••••", say(t, "Shorter than 12 characters", "Menos de 12 caracteres", "Menos de 12 caracteres")),
                ],
            }.render())
        },
        remark: String::new(),
        buttons: ui::link_button(
            ButtonStyle::Primary,
            "",
            Some("file-download"),
            &say(
                t,
                "Download 12 failed rows",
                "Descargar 12 filas con errores",
                "Baixar 12 linhas com erros",
            ),
            "",
        ),
    })
}

pub fn export(t: Texts) -> Markup {
    let card = |value, title, text, badge| OptionCard { value, title, text, badge };
    ui::dialog(&Dialog {
        t,
        title: say(t, "Export clients", "Exportar clientes", "Exportar clientes"),
        wide: false,
        close: String::new(),
        form: Some((String::new(), "token".to_owned())),
        multipart: false,
        body: html! {
            (ui::option_cards("mode", &say(t, "What to export", "Qué exportar", "O que exportar"), &[
                card("empty", say(t, "Empty format", "Formato vacío", "Formato vazio"), say(t, "To create people. One workbook with an Info sheet that explains every column.", "Para crear personas. Un libro con una hoja Info que explica cada columna.", "Para criar pessoas. Uma planilha com uma aba Info que explica cada coluna."), ui::status_with_icon(State::Quiet, &say(t, "At once", "Al instante", "Na hora"), "bolt")),
                card("with_data", say(t, "With data", "Con datos", "Com dados"), say(t, "To update people. 12,480 people make 2 workbooks in one .zip.", "Para actualizar personas. 12.480 personas son 2 libros en un .zip.", "Para atualizar pessoas. 12.480 pessoas formam 2 planilhas em um .zip."), ui::status(State::Pending, &say(t, "About 20 s", "Unos 20 s", "Cerca de 20 s"))),
                card("without_relationships", say(t, "With data, without relationships and shifts", "Con datos, sin relaciones ni turnos", "Com dados, sem relacionamentos nem turnos"), say(t, "To update people only.", "Solo para actualizar personas.", "Só para atualizar pessoas."), ui::status(State::Pending, &say(t, "About 8 s", "Unos 8 s", "Cerca de 8 s"))),
            ], "with_data"))
            div.fields {
                (Field::select(t, "format", say(t, "File", "Archivo", "Arquivo"), vec![Choice::new("xlsx", "Excel (.xlsx)"), Choice::new("csv", "CSV")], None).value("xlsx"))
                (Field::select(t, "labels", say(t, "Labels in", "Etiquetas en", "Rótulos em"), vec![Choice::new("en", "English"), Choice::new("es", "Español")], None).value("en"))
            }
        },
        remark: say(
            t,
            "You can go on working; the bell will tell you.",
            "Puede seguir trabajando; la campana le avisará.",
            "Você pode continuar trabalhando; o sino avisa.",
        ),
        buttons: html! { button.btn.btn-go { (say(t, "Export", "Exportar", "Exportar")) } },
    })
}
