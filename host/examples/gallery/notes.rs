//! The bell's panel of the gallery.
use elenco::locale::Texts;
use elenco::ui::{self, NotificationAction, NotificationItem, Progress, State, Toast};
use maud::Markup;

use crate::pages::{at, person, with_list};
use crate::sample::say;

pub fn notifications(t: Texts) -> Markup {
    let link = |en, es, pt, icon| NotificationAction {
        label: say(t, en, es, pt),
        href: String::new(),
        icon,
        post: false,
        download: false,
        dialog: false,
    };
    let base = NotificationItem {
        id: String::new(),
        state: State::Pending,
        word: say(t, "Pending", "Pendiente", "Pendente"),
        word_icon: None,
        icon: "table-import",
        title: String::new(),
        open: Some(link("", "", "", None)),
        text: None,
        progress: None,
        actions: Vec::new(),
        foot: Vec::new(),
        unread: false,
    };
    let done = say(t, "Completed", "Completado", "Concluída");
    let items = [
        NotificationItem {
            id: "1".to_owned(),
            title: say(
                t,
                "Import clientes-noviembre.xlsx",
                "Importación clientes-noviembre.xlsx",
                "Importação clientes-noviembre.xlsx",
            ),
            word_icon: Some("loader-2"),
            progress: Some(Progress {
                percent: 63,
                notes: vec![
                    say(t, "7,463 of 11,846 rows", "7463 de 11.846 filas", "7.463 de 11.846 linhas"),
                    say(t, "1,840 rows/s", "1840 filas/s", "1.840 linhas/s"),
                    t.time_left(2),
                ],
            }),
            actions: vec![NotificationAction {
                post: true,
                ..link("Cancel", "Cancelar", "Cancelar", Some("player-stop"))
            }],
            unread: true,
            ..base.clone()
        },
        NotificationItem {
            id: "2".to_owned(),
            icon: "table-export",
            title: say(
                t,
                "Export of clients, with data",
                "Exportación de clientes, con datos",
                "Exportação de clientes, com dados",
            ),
            progress: Some(Progress {
                percent: 24,
                notes: vec![say(t, "Workbook 1 of 2", "Libro 1 de 2", "Planilha 1 de 2"), t.time_left(11)],
            }),
            unread: true,
            ..base.clone()
        },
        NotificationItem {
            id: "3".to_owned(),
            state: State::Completed,
            word: done.clone(),
            icon: "file-zip",
            title: say(
                t,
                "Export of specialists",
                "Exportación de especialistas",
                "Exportação de especialistas",
            ),
            text: Some(format!("214 {}, {}.", say(t, "people", "personas", "pessoas"), t.bytes(1_104_220))),
            actions: vec![NotificationAction {
                download: true,
                ..link("Download", "Descargar", "Baixar", Some("download"))
            }],
            foot: vec![ui::time(t, at(1))],
            ..base.clone()
        },
        NotificationItem {
            id: "4".to_owned(),
            state: State::Completed,
            word: done,
            title: say(
                t,
                "Import altas-cono-sur.xlsx",
                "Importación altas-cono-sur.xlsx",
                "Importação altas-cono-sur.xlsx",
            ),
            text: Some(say(
                t,
                "906 created, 1,288 updated, 12 failed.",
                "906 creados, 1288 actualizados, 12 con errores.",
                "906 criados, 1.288 atualizados, 12 com erros.",
            )),
            actions: vec![
                NotificationAction { dialog: true, ..link("Details", "Detalles", "Detalhes", None) },
                NotificationAction {
                    download: true,
                    ..link(
                        "12 failed rows",
                        "12 filas con errores",
                        "12 linhas com erros",
                        Some("file-alert"),
                    )
                },
            ],
            foot: vec![ui::time(t, at(16))],
            ..base.clone()
        },
        NotificationItem {
            id: "5".to_owned(),
            state: State::Failed,
            word: say(t, "Failed", "Fallida", "Falhou"),
            title: say(
                t,
                "Import legado-2019.dat",
                "Importación legado-2019.dat",
                "Importação legado-2019.dat",
            ),
            text: Some(say(
                t,
                "No installed format knows this file. Nothing was changed.",
                "Ningún formato instalado conoce este archivo. Nada cambió.",
                "Nenhum formato instalado conhece este arquivo. Nada foi alterado.",
            )),
            foot: vec![ui::time(t, at(40))],
            unread: true,
            ..base
        },
    ];
    let panel = ui::notification_panel(t, &items, "", "token", maud::html! {});
    let toast = Toast {
        link: Some((say(t, "Show", "Ver", "Ver"), String::new())),
        ..Toast::pending(say(
            t,
            "Export scheduled. We will notify you when it is ready.",
            "Exportación programada. Le avisaremos cuando esté lista.",
            "Exportação agendada. Avisaremos quando estiver pronta.",
        ))
    };
    let page = with_list(t, Some(2), person(t, "address", false), None, vec![toast]).into_string();
    // The panel is loaded when it is opened; here it stands in the page from the start.
    let start = page.find("<div id=\"inbox-content\"").unwrap_or_default();
    let end = page[start..].find("</aside>").map_or(start, |end| start + end);
    let page = format!("{}{}{}", &page[..start], panel.into_string(), &page[end..]);
    maud::PreEscaped(page.replace(" popover=\"auto\"", ""))
}
