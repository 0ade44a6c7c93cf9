//! The pages of the gallery.
use chrono::{DateTime, Utc};
use elenco::locale::Texts;
use elenco::ui::{
    self, ButtonStyle, Choice, DetailHead, Field, Form, Illustration, MenuItem, Notice, Pane, RuleLine,
    RuleState, SignInPage, Source, State, Tab, Tabs, Tile, Toast, Width,
};
use maud::{Markup, html};

use crate::dialogs::{export, import, import_details};
use crate::notes::notifications;
use crate::sample::{list, say, shell};

/// Every page: its name and its markup.
pub fn all(t: Texts) -> Vec<(&'static str, Markup)> {
    vec![
        ("users-list", with_list(t, None, empty(t), None, Vec::new())),
        ("users-none", nobody(t)),
        ("users", with_list(t, Some(2), person(t, "details", false), None, Vec::new())),
        ("users-new", with_list(t, None, person(t, "details", true), None, Vec::new())),
        ("address", with_list(t, Some(2), person(t, "address", false), None, Vec::new())),
        ("additional", with_list(t, Some(2), person(t, "additional", false), None, Vec::new())),
        ("notifications", notifications(t)),
        ("sign-in", sign_in(t)),
        ("import", with_list(t, None, empty(t), Some(import(t)), Vec::new())),
        ("import-details", with_list(t, None, empty(t), Some(import_details(t)), Vec::new())),
        ("export", with_list(t, None, empty(t), Some(export(t)), Vec::new())),
    ]
}

pub fn with_list(
    t: Texts,
    open: Option<usize>,
    detail: Markup,
    dialog: Option<Markup>,
    toasts: Vec<Toast>,
) -> Markup {
    let pane = if detail.0.contains("data-pane") { Pane::Detail } else { Pane::List };
    let main = ui::split(pane, list(t, open).render(), detail);
    shell(t, &say(t, "Clients", "Clientes", "Clientes"), toasts)
        .page(html! { (main) @if let Some(dialog) = dialog { (dialog) } })
}

fn empty(t: Texts) -> Markup {
    ui::empty_detail(
        &say(t, "Choose a person", "Elija una persona", "Escolha uma pessoa"),
        html! {
            (say(t, "Details open here.", "Los detalles se abren aquí.", "Os detalhes abrem aqui.")) " "
            span.key { "↑" } " " span.key { "↓" } " "
            (say(t, "moves through the list,", "recorre la lista,", "percorre a lista,")) " "
            span.key { "Enter" } " " (say(t, "opens,", "abre,", "abre,")) " "
            span.key { "N" } " " (say(t, "starts a new client.", "crea un cliente.", "cria um cliente."))
        },
        ui::link_button(
            ButtonStyle::Plain,
            "",
            Some("plus"),
            &say(t, "New client", "Nuevo cliente", "Novo cliente"),
            "",
        ),
    )
}

fn nobody(t: Texts) -> Markup {
    let mut pane = list(t, None);
    pane.rows.clear();
    pane.pager = ui::Pager { summary: "0".to_owned(), ..ui::Pager::default() };
    pane.empty = ui::empty_state(
        Illustration::Search,
        &say(t, "Nobody found", "Nadie encontrado", "Ninguém encontrado"),
        html! { (say(t, "No client has “qwzx” in the name, e-mail or user name.", "Ningún cliente tiene «qwzx» en el nombre, el correo o el usuario.", "Nenhum cliente tem “qwzx” no nome, no e-mail ou no nome de usuário.")) },
        ui::link_button(
            ButtonStyle::Plain,
            "",
            None,
            &say(t, "Show all", "Mostrar todos", "Mostrar todos"),
            "",
        ),
    );
    shell(t, "Clients", Vec::new()).page(ui::split(Pane::List, pane.render(), empty(t)))
}

pub fn person(t: Texts, current: &'static str, is_new: bool) -> Markup {
    let locked = say(t, "Opens after the first save", "Se abre después de guardar", "Abre depois de salvar");
    let tab = |key, en, es, pt| Tab {
        key,
        label: say(t, en, es, pt),
        href: format!("?tab={key}"),
        ..Tab::default()
    };
    let tabs = Tabs {
        t,
        label: say(t, "Client", "Cliente", "Cliente"),
        tabs: vec![
            tab("details", "Details", "Detalles", "Detalhes"),
            tab("address", "Address", "Dirección", "Endereço"),
            tab("additional", "Additional", "Información adicional", "Informações adicionais"),
            Tab {
                lock: is_new.then_some(locked),
                count: Some("3".to_owned()),
                ..tab("groups", "Groups", "Grupos", "Grupos")
            },
        ],
        current,
        why: is_new.then(|| html! { (say(t, "Groups open after the first save, because they attach to a saved person.", "Los grupos se abren después de guardar, porque pertenecen a una persona guardada.", "Os grupos abrem depois de salvar, porque pertencem a uma pessoa salva.")) }),
    };
    let form = Form {
        t,
        action: String::new(),
        csrf: "token".to_owned(),
        hidden: vec![("version", "3".to_owned())],
        is_new,
        new_label: say(t, "New client, not saved", "Cliente nuevo, sin guardar", "Novo cliente, não salvo"),
        save_label: say(t, "Save client", "Guardar cliente", "Salvar cliente"),
        discard: String::new(),
        refused: None,
        read_only: None,
    };
    let content = form.render(html! {
        (Field::photo(t, "photo", "Photo", "image/jpeg,image/png,image/webp"))
        (tabs.panel("details", details(t, is_new)))
        (tabs.panel("address", address(t)))
        (tabs.panel("additional", additional(t)))
    });
    ui::detail_pane(&head(t, is_new), html! { (tabs.bar()) (content) })
}

fn head(t: Texts, is_new: bool) -> DetailHead {
    let name = "Catalina Ibáñez Rueda";
    DetailHead {
        t,
        tile: if is_new { Tile::icon("user-plus").large() } else { Tile::initials(name, 1).large() },
        photo_field: Some("photo"),
        title: if is_new { say(t, "New client", "Cliente nuevo", "Novo cliente") } else { name.to_owned() },
        meta: html! {
            @if is_new {
                span { (say(t, "Not saved yet. Only names and a user name are required.", "Sin guardar. Solo los nombres y el usuario son obligatorios.", "Ainda não salvo. Só os nomes e o nome de usuário são obrigatórios.")) }
            } @else {
                (ui::status(State::Completed, &say(t, "Active", "Activo", "Ativo")))
                span.mono { "EXT-004817" }
                span { (ui::icon_small("history")) (say(t, "Last change", "Último cambio", "Última alteração")) ": " (ui::time(t, at(0))) }
            }
        },
        actions: html! {
            @if !is_new {
                (ui::action_menu(&say(t, "More actions", "Más acciones", "Mais ações"), &[
                    MenuItem { label: say(t, "Delete client", "Eliminar cliente", "Excluir cliente"), icon: Some("trash"), danger: true, post: Some("token".to_owned()), confirm: Some(say(t, "Delete this client?", "¿Eliminar este cliente?", "Excluir este cliente?")), ..MenuItem::default() },
                ]))
            }
        },
        back: String::new(),
    }
}

pub fn at(hours: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_425_120 - hours * 3_600, 0).unwrap_or_default()
}

fn details(t: Texts, is_new: bool) -> Markup {
    let rules = ui::password_rules(
        t,
        &[
            (
                RuleState::Met,
                say(t, "At least 12 characters", "Al menos 12 caracteres", "Pelo menos 12 caracteres"),
            ),
            (
                RuleState::Met,
                say(
                    t,
                    "Upper-case and lower-case letters",
                    "Letras mayúsculas y minúsculas",
                    "Letras maiúsculas e minúsculas",
                ),
            ),
            (
                RuleState::Waiting,
                say(
                    t,
                    "At least one of ! # $ % & * ?",
                    "Al menos uno de ! # $ % & * ?",
                    "Pelo menos um destes: ! # $ % & * ?",
                ),
            ),
            (
                RuleState::Broken,
                say(
                    t,
                    "Must not contain the user name",
                    "No puede contener el nombre de usuario",
                    "Não pode conter o nome de usuário",
                ),
            ),
        ]
        .map(|(state, label)| RuleLine { label, state }),
        Some("password-policy 0.1"),
        true,
    )
    .into_string();
    let password =
        Field::password(t, "password", say(t, "New password", "Contraseña nueva", "Nova senha"), "rules");
    html! {
        (ui::section(&say(t, "Identity", "Identidad", "Identidade"), &say(t, "Who this person is, and how they are reached.", "Quién es esta persona y cómo se la contacta.", "Quem é esta pessoa e como entrar em contato com ela."), html! {
            (Field::text(t, "first_names", say(t, "First names", "Nombres", "Nomes")).value("Catalina").required(true))
            (Field::text(t, "last_names", say(t, "Last names", "Apellidos", "Sobrenomes")).value(if is_new { "" } else { "Ibáñez Rueda" }).required(true)
                .problem(is_new.then(|| say(t, "Write at least one last name.", "Escriba al menos un apellido.", "Escreva pelo menos um sobrenome."))))
            (Field::email(t, "email", say(t, "E-mail", "Correo electrónico", "E-mail")).value(if is_new { "" } else { "catalina.ibanez@surcolombia.example" })
                .warning(is_new.then(|| say(t, "Without an e-mail address this person gets no e-mail notifications.", "Sin correo, esta persona no recibe avisos por correo.", "Sem endereço de e-mail, esta pessoa não recebe notificações por e-mail."))))
            (Field::telephone(t, "phone", say(t, "Phone", "Teléfono", "Telefone")).value("+57 601 555 0142"))
        }))
        (ui::section(&say(t, "Access", "Acceso", "Acesso"), &say(t, "Sign-in to this company’s page.", "Ingreso a la página de esta empresa.", "Acesso à página desta empresa."), html! {
            (Field::text(t, "username", say(t, "User name", "Nombre de usuario", "Nome de usuário")).value("catalina.ibanez").required(true).mono())
            @if is_new {
                // The tooltip opens by script; the gallery shows it as the script leaves it.
                (maud::PreEscaped(html! { (password) }.into_string().replace("hidden></div>", &format!(">{rules}</div>"))))
            } @else { (password) }
            (Field::select(t, "culture", say(t, "Language", "Idioma", "Idioma"), vec![Choice::new("es", "Español"), Choice::new("en", "English"), Choice::new("pt", "Português")], None).value("es").width(Width::Third))
            (Field::date(t, "valid_until", say(t, "Valid until", "Válido hasta", "Válido até")).width(Width::Third))
            (Field::switch(t, "active", say(t, "Status", "Estado", "Situação"), say(t, "Active", "Activo", "Ativo")).checked(true).width(Width::Third))
        }))
        (ui::section(&say(t, "Place", "Lugar", "Local"), &say(t, "Choosing a location fills the Address tab.", "Al elegir una ubicación se completa la dirección.", "Ao escolher uma localização, a aba Endereço é preenchida."), html! {
            (Field::select(t, "location", say(t, "Location", "Ubicación", "Localização"), vec![Choice::new("1", "Bogotá – Calle 93"), Choice::new("2", "Medellín – Poblado")], Some(say(t, "No location", "Sin ubicación", "Sem localização"))).value(if is_new { "" } else { "1" }).width(Width::Full).fills("fill"))
            div.f.f-12 #filled-note {
                @if !is_new {
                    p.hint { (ui::icon_small("sparkles-2")) span { (say(t, "7 address fields were filled.", "Se completaron 7 campos de la dirección.", "7 campos do endereço foram preenchidos.")) " " a href="?tab=address" data-show-tab="address" { (say(t, "Look at them", "Revisarlos", "Conferir")) } } }
                }
            }
        }))
    }
}

fn address(t: Texts) -> Markup {
    let by = || Some(Source::Filled(say(t, "Location", "Ubicación", "Localização")));
    let third = |name: &str, en, es, pt, value: &str| {
        Field::text(t, name, say(t, en, es, pt)).value(value).width(Width::Third)
    };
    Field::filled_fields(
        t,
        &["district".to_owned()],
        html! {
            div.fill-note { (ui::notice(&Notice {
                state: State::Note,
                icon: Some("sparkles-2"),
                text: html! { b { (say(t, "Filled from the location “Bogotá – Calle 93”", "Completado con la ubicación «Bogotá – Calle 93»", "Preenchido com a localização “Bogotá – Calle 93”")) } " " (say(t, "by location-autofill: 7 of 9 fields. Nothing is kept until you save.", "por location-autofill: 7 de 9 campos. Nada se conserva hasta que guarde.", "por location-autofill: 7 de 9 campos. Nada é guardado até você salvar.")) },
                actions: Field::undo_fill(t),
            })) }
            (ui::section(&say(t, "Address", "Dirección", "Endereço"), &say(t, "Change anything you like: your word wins.", "Cambie lo que quiera: su palabra vale más.", "Altere o que quiser: a sua palavra vale mais."), html! {
                (Field::select(t, "country", say(t, "Country", "País", "País"), vec![Choice::new("CO", "Colombia"), Choice::new("BR", "Brasil")], None).value("CO").width(Width::Third).source(by()))
                (third("region", "Department", "Departamento", "Departamento", "Bogotá, D.C.").source(by()))
                (third("city", "City", "Ciudad", "Cidade", "Bogotá").source(by()))
                (Field::text(t, "street", say(t, "Street", "Calle", "Rua")).value("Calle 93 # 14-20").width(Width::TwoThirds).source(by()))
                (third("unit", "Floor, office", "Piso, oficina", "Andar, sala", ""))
                (third("district", "Neighbourhood", "Barrio", "Bairro", "El Chicó").source(Some(Source::Changed { suggested: Some("Chicó Norte".to_owned()) })))
                (third("postal_code", "Postal code", "Código postal", "CEP", "110221").source(by()).mono())
                (third("time_zone", "Time zone", "Zona horaria", "Fuso horário", "America/Bogota").source(by()))
                (Field::long_text(t, "directions", say(t, "How to find it", "Cómo llegar", "Como chegar")).placeholder(say(t, "A landmark, a colour, a gate", "Una referencia, un color, un portón", "Um ponto de referência, uma cor, um portão")).source(Some(Source::Unknown(say(t, "Not in the location", "No está en la ubicación", "Não está na localização")))))
            }))
        },
    )
}

fn additional(t: Texts) -> Markup {
    ui::section(
        &say(t, "Additional fields", "Campos adicionales", "Campos adicionais"),
        &say(
            t,
            "Your organisation defines them.",
            "Los define su organización.",
            "A sua organização os define.",
        ),
        html! {
            (Field::text(t, "x_code", say(t, "Cost centre", "Centro de costo", "Centro de custo")).value("4471-B").mono().help(say(t, "Four digits, a dash, a letter.", "Cuatro dígitos, un guion, una letra.", "Quatro dígitos, um traço, uma letra.")))
            (Field::decimal(t, "x_limit", say(t, "Credit limit", "Límite de crédito", "Limite de crédito")).value("12x").problem(Some(say(t, "Write a number, such as 1250.50.", "Escriba un número, por ejemplo 1250,50.", "Escreva um número, por exemplo 1250,50."))))
            (Field::several(t, "x_channels", say(t, "Channels", "Canales", "Canais"), vec![Choice::new("mail", "E-mail"), Choice::new("wa", "WhatsApp"), Choice::new("tel", say(t, "Phone", "Teléfono", "Telefone"))]).values(vec!["wa".to_owned()]))
            (Field::check_box(t, "x_terms", say(t, "Terms", "Términos", "Termos"), say(t, "Accepted in writing", "Aceptados por escrito", "Aceitos por escrito")).checked(true))
            (Field::text(t, "x_origin", say(t, "Origin", "Origen", "Origem")).value("Import 147").locked(Some(say(t, "Only an import writes it.", "Solo lo escribe una importación.", "Só uma importação escreve aqui."))))
            (Field::long_text(t, "x_notes", say(t, "Notes", "Notas", "Observações")))
        },
    )
}

fn sign_in(t: Texts) -> Markup {
    SignInPage {
        t,
        theme: None,
        csrf: "token".to_owned(),
        company: "Grupo Meridiano".to_owned(),
        host: "meridiano.elenco.example".to_owned(),
        action: String::new(),
        username: "valeria.rios".to_owned(),
        problem: Some(say(
            t,
            "User name or password is wrong.",
            "El usuario o la contraseña no coinciden.",
            "O nome de usuário ou a senha não conferem.",
        )),
        next: None,
        done: None,
        forgot: String::new(),
        languages: elenco::locale::Culture::ALL
            .map(|culture| (culture, format!("sign-in.{culture}.html")))
            .to_vec(),
    }
    .render()
}
