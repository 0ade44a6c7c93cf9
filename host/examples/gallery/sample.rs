//! People and words of the gallery.
use elenco::locale::{Culture, Texts};
use elenco::ui::{
    Account, Bell, Chip, GlobalSearch, ListPane, Mark, MenuItem, NavGroup, NavItem, Pager, ProjectChooser,
    Row, Search, Shell, State, Tile, Toast, hue_of, link_button_with_menu,
};
use maud::html;

/// The one of three texts that the reader reads.
pub fn say(t: Texts, en: &str, es: &str, pt: &str) -> String {
    match t.culture() {
        Culture::En => en,
        Culture::Es => es,
        Culture::Pt => pt,
    }
    .to_owned()
}

const PEOPLE: [(&str, &str, &str, bool); 18] = [
    ("Agustina Ferreyra", "aferreyra@litoral.example", "Rosario", true),
    ("Benício Moraes Prado", "benicio.moraes@campinas.example", "Campinas", true),
    ("Catalina Ibáñez Rueda", "catalina.ibanez@surcolombia.example", "Bogotá – Calle 93", true),
    ("Dolores Huamán", "dhuaman@misti.example", "Arequipa", true),
    ("Emilio Saldarriaga", "emilio.saldarriaga@surcolombia.example", "Medellín – Poblado", true),
    ("Fabiana Alcântara e Silva", "fabiana.alcantara@campinas-log.example", "São Paulo – Paulista", false),
    ("Gustavo Iturra", "giturra@puelche.example", "Santiago – Ñuñoa", true),
    ("Hilda Hernández Cruz", "hilda.hernandez@tequio.example", "Oaxaca", true),
    ("Joaquín Echeverri", "jecheverri@ribera.example", "Montevideo", true),
    ("Kelly O’Brien", "kelly.obrien@lakeside.example", "Chicago", true),
    ("Luana Figueira", "", "Recife", true),
    ("Mariela Quispe Mamani", "mquispe@illimani.example", "La Paz – Sopocachi", true),
    ("Nora Sosa", "nora.sosa@ribera.example", "Salto", false),
    ("Rodrigo Paredes Ugarte", "rparedes@misti.example", "Lima – Miraflores", true),
    ("Thiago Albuquerque", "talbuquerque@campinas.example", "Campinas", true),
    ("Ximena Valdivieso", "ximena.v@quitumbe.example", "Quito", true),
    ("Yesenia Benítez", "ybenitez@litoral.example", "Rosario", true),
    ("Zulma Arce", "zarce@illimani.example", "Cochabamba", true),
];

pub fn list(t: Texts, open: Option<usize>) -> ListPane {
    let clients = say(t, "Clients", "Clientes", "Clientes");
    ListPane {
        t,
        title: clients,
        count: Some(t.number(12_480)),
        actions: link_button_with_menu(
            &format!("users-new.{}.html", t.culture()),
            "plus",
            &say(t, "New", "Nuevo", "Novo"),
            &say(t, "More ways to add", "Otras formas de agregar", "Outras formas de adicionar"),
            &[
                MenuItem {
                    label: say(t, "Import", "Importar", "Importar"),
                    icon: Some("table-import"),
                    href: format!("import.{}.html", t.culture()),
                    dialog: true,
                    ..MenuItem::default()
                },
                MenuItem {
                    label: say(t, "Export", "Exportar", "Exportar"),
                    icon: Some("table-export"),
                    href: format!("export.{}.html", t.culture()),
                    dialog: true,
                    ..MenuItem::default()
                },
            ],
        ),
        search: Some(Search {
            action: String::new(),
            value: String::new(),
            label: say(t, "Search clients", "Buscar clientes", "Buscar clientes"),
            placeholder: say(
                t,
                "Name, e-mail, user name",
                "Nombre, correo, usuario",
                "Nome, e-mail, nome de usuário",
            ),
            kept: Vec::new(),
        }),
        chips: vec![
            chip(say(t, "All", "Todos", "Todos"), None, true),
            chip(say(t, "Active", "Activos", "Ativos"), None, false),
            chip(say(t, "No e-mail", "Sin correo", "Sem e-mail"), Some("14"), false),
        ],
        rows: PEOPLE
            .iter()
            .enumerate()
            .map(|(at, (name, mail, place, active))| Row {
                id: at.to_string(),
                href: format!("users.{}.html", t.culture()),
                tile: Tile::initials(name, hue_of(name.as_bytes())),
                name: (*name).to_owned(),
                note: (*mail).to_owned(),
                place: Some((*place).to_owned()),
                marks: marks(t, mail.is_empty(), !active),
                current: open == Some(at),
            })
            .collect(),
        selectable: true,
        empty: html! {},
        pager: Pager {
            summary: format!("1–50 · {}", t.number(12_480)),
            previous: None,
            next: Some(String::new()),
        },
    }
}

fn chip(label: String, count: Option<&str>, current: bool) -> Chip {
    Chip { label, href: String::new(), count: count.map(str::to_owned), current }
}

fn marks(t: Texts, no_mail: bool, inactive: bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    if no_mail {
        marks.push(Mark { state: State::Pending, icon: "mail-off", word: "E-mail".to_owned() });
    }
    if inactive {
        marks.push(Mark {
            state: State::Quiet,
            icon: "circle-minus",
            word: say(t, "Inactive", "Inactivo", "Inativo"),
        });
    }
    marks
}

fn entry(label: String, icon: &'static str) -> NavItem {
    NavItem { label, href: String::new(), icon, ..NavItem::default() }
}

pub fn shell(t: Texts, title: &str, toasts: Vec<Toast>) -> Shell {
    let mut users = entry(say(t, "Users", "Usuarios", "Usuários"), "users");
    users.children = vec![
        NavItem {
            count: Some(t.number(12_480)),
            current: true,
            ..entry(say(t, "Clients", "Clientes", "Clientes"), "user")
        },
        NavItem {
            count: Some("214".to_owned()),
            ..entry(say(t, "Specialists", "Especialistas", "Especialistas"), "headset")
        },
    ];
    Shell {
        t,
        title: title.to_owned(),
        theme: None,
        csrf: "token".to_owned(),
        home: String::new(),
        search: Some(GlobalSearch { action: String::new(), value: String::new() }),
        projects: Some(ProjectChooser {
            action: String::new(),
            current: "1".to_owned(),
            projects: vec![
                (
                    "1".to_owned(),
                    say(t, "Andes service desk", "Mesa de servicio Andes", "Central de atendimento"),
                ),
                ("2".to_owned(), "Cono Sur".to_owned()),
                ("3".to_owned(), "Brasil – atendimento em campo e assistência".to_owned()),
            ],
        }),
        bell: Bell { unread: 3, panel: format!("notifications.{}.html", t.culture()), stream: String::new() },
        help: None,
        account: Account {
            name: "Valeria Ríos".to_owned(),
            detail: "valeria.rios@meridiano.example".to_owned(),
            tile: Tile::initials("Valeria Ríos", 2),
            sign_out: String::new(),
            choose_culture: String::new(),
        },
        nav: vec![
            NavGroup {
                title: Some(say(
                    t,
                    "Company setup",
                    "Configuración de la empresa",
                    "Configuração da empresa",
                )),
                items: vec![
                    users,
                    entry(say(t, "Locations", "Ubicaciones", "Localizações"), "map-pin"),
                    NavItem {
                        lock: Some(say(
                            t,
                            "Your role has no permission roles.view",
                            "Su rol no tiene el permiso roles.view",
                            "Seu papel não tem a permissão roles.view",
                        )),
                        ..entry(say(t, "Roles", "Roles", "Papéis"), "shield-half")
                    },
                ],
            },
            NavGroup {
                title: Some(say(t, "Data", "Datos", "Dados")),
                items: vec![
                    NavItem {
                        count: Some("1".to_owned()),
                        attention: true,
                        ..entry(say(t, "Imports", "Importaciones", "Importações"), "table-import")
                    },
                    entry(say(t, "Exports", "Exportaciones", "Exportações"), "table-export"),
                ],
            },
            NavGroup {
                title: Some(say(t, "Extensions", "Extensiones", "Extensões")),
                items: vec![entry("Plugins".to_owned(), "puzzle")],
            },
        ],
        version: env!("CARGO_PKG_VERSION"),
        toasts,
    }
}
