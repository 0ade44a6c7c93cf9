//! The columns of a person in a workbook: one definition for the header, the Info sheet and the rows of an export, and
//! for what an import recognises.
use crate::fold::fold;
use crate::locale::{Culture, Texts};

use super::model::AddressPart;

/// What a column holds, and thereby how its cells are written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Any text.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Active or inactive, by its label.
    Status,
    /// A language, by its own name for itself.
    Culture,
    /// A location, by its code.
    Location,
    /// A part of the address.
    Address(AddressPart),
    /// Decimal degrees north.
    Latitude,
    /// Decimal degrees east.
    Longitude,
    /// A day and a time, UTC.
    Instant,
    /// Yes or no.
    YesNo,
    /// A password to set; never written.
    Password,
}

/// A column that every directory has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoreColumn {
    /// Stable across languages; also the name of the form's control.
    pub id: &'static str,
    /// Key of the header's text.
    pub label_key: &'static str,
    /// Key of the explanation in the Info sheet.
    pub help_key: &'static str,
    /// A value as people write it.
    pub example: Option<&'static str>,
    /// Whether a new person needs it.
    pub required: bool,
    /// What it holds.
    pub kind: ColumnKind,
    /// Other headers under which workbooks bring it, besides the id and the labels of every language.
    pub synonyms: &'static [&'static str],
}

impl CoreColumn {
    const fn new(
        id: &'static str,
        label_key: &'static str,
        help_key: &'static str,
        kind: ColumnKind,
    ) -> Self {
        Self { id, label_key, help_key, example: None, required: false, kind, synonyms: &[] }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn example(self, example: &'static str) -> Self {
        Self { example: Some(example), ..self }
    }

    const fn synonyms(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }
}

/// Key of the word for an active person.
pub const ACTIVE: &str = "column-status-active";
/// Key of the word for an inactive person.
pub const INACTIVE: &str = "column-status-inactive";

const COLUMNS: &[CoreColumn] =
    &[
        CoreColumn::new("username", "column-username", "column-username-help", ColumnKind::Text)
            .required()
            .example("ana.souza")
            .synonyms(&[
                "login",
                "alias",
                "user",
                "user id",
                "usuario",
                "nombre de usuario",
                "nome de usuario",
                "conta",
                "cuenta",
            ]),
        CoreColumn::new("first_names", "column-first-names", "column-first-names-help", ColumnKind::Text)
            .required()
            .example("Ana María")
            .synonyms(&[
                "first name",
                "given name",
                "given names",
                "name",
                "nombre",
                "nombres",
                "nome",
                "nomes",
                "primeiro nome",
                "primer nombre",
            ]),
        CoreColumn::new("last_names", "column-last-names", "column-last-names-help", ColumnKind::Text)
            .required()
            .example("Souza Rojas")
            .synonyms(&[
                "last name",
                "surname",
                "surnames",
                "family name",
                "apellido",
                "apellidos",
                "sobrenome",
                "sobrenomes",
                "ultimo nome",
            ]),
        CoreColumn::new("email", "column-email", "column-email-help", ColumnKind::Email)
            .example("ana.souza@example.com")
            .synonyms(&[
                "mail",
                "email",
                "email address",
                "e-mail address",
                "correo",
                "correo electronico",
                "correio eletronico",
                "endereco de e-mail",
            ]),
        CoreColumn::new("phone", "column-phone", "column-phone-help", ColumnKind::Phone)
            .example("+55 11 5555-0100")
            .synonyms(&[
                "telephone",
                "phone number",
                "tel",
                "telefono",
                "telefone",
                "telefono fijo",
                "telefone fixo",
            ]),
        CoreColumn::new("mobile", "column-mobile", "column-mobile-help", ColumnKind::Phone)
            .example("+57 300 555 0100")
            .synonyms(&[
                "cell",
                "cell phone",
                "mobile phone",
                "movil",
                "celular",
                "telefono movil",
                "telefone celular",
            ]),
        CoreColumn::new("position", "column-position", "column-position-help", ColumnKind::Text)
            .example("Técnica de soporte")
            .synonyms(&["job title", "title", "cargo", "puesto", "funcao", "ocupacion", "ocupacao"]),
        CoreColumn::new("external_id", "column-external-id", "column-external-id-help", ColumnKind::Text)
            .example("HR-004711")
            .synonyms(&[
                "external identifier",
                "employee id",
                "id externo",
                "identificador externo",
                "codigo externo",
                "matricula",
            ]),
        CoreColumn::new("status", "column-status", "column-status-help", ColumnKind::Status).synonyms(&[
            "state of the account",
            "active",
            "activo",
            "activa",
            "ativo",
            "ativa",
            "estado de la cuenta",
            "estatus",
            "situacion",
            "situacao",
        ]),
        CoreColumn::new("culture", "column-culture", "column-culture-help", ColumnKind::Culture)
            .synonyms(&["locale", "language", "cultura", "idioma", "lengua", "lingua"]),
        CoreColumn::new("location", "column-location", "column-location-help", ColumnKind::Location)
            .example("SITE-001")
            .synonyms(&[
                "site",
                "branch",
                "sede",
                "ubicacion",
                "localizacion",
                "local",
                "localidade",
                "unidade",
                "filial",
                "sucursal",
            ]),
        CoreColumn::new(
            "address.country",
            "column-country",
            "column-country-help",
            ColumnKind::Address(AddressPart::Country),
        )
        .example("CO")
        .synonyms(&["country code", "pais"]),
        CoreColumn::new(
            "address.region",
            "column-region",
            "column-region-help",
            ColumnKind::Address(AddressPart::Region),
        )
        .example("Antioquia")
        .synonyms(&[
            "state",
            "province",
            "department",
            "departamento",
            "provincia",
            "uf",
            "estado",
            "region",
            "regiao",
        ]),
        CoreColumn::new(
            "address.city",
            "column-city",
            "column-city-help",
            ColumnKind::Address(AddressPart::City),
        )
        .example("Medellín")
        .synonyms(&["town", "municipality", "municipio", "ciudad", "cidade"]),
        CoreColumn::new(
            "address.district",
            "column-district",
            "column-district-help",
            ColumnKind::Address(AddressPart::District),
        )
        .example("El Poblado")
        .synonyms(&["neighborhood", "neighbourhood", "barrio", "bairro", "colonia", "distrito"]),
        CoreColumn::new(
            "address.street",
            "column-street",
            "column-street-help",
            ColumnKind::Address(AddressPart::Street),
        )
        .example("Carrera 43A")
        .synonyms(&[
            "street address",
            "address",
            "address line 1",
            "calle",
            "direccion",
            "rua",
            "logradouro",
            "endereco",
        ]),
        CoreColumn::new(
            "address.number",
            "column-number",
            "column-number-help",
            ColumnKind::Address(AddressPart::Number),
        )
        .example("# 1-50")
        .synonyms(&["house number", "street number", "numero exterior", "nro", "numero"]),
        CoreColumn::new(
            "address.complement",
            "column-complement",
            "column-complement-help",
            ColumnKind::Address(AddressPart::Complement),
        )
        .example("Of. 602")
        .synonyms(&[
            "address line 2",
            "unit",
            "apartment",
            "floor",
            "piso",
            "oficina",
            "apartamento",
            "numero interior",
        ]),
        CoreColumn::new(
            "address.postal-code",
            "column-postal-code",
            "column-postal-code-help",
            ColumnKind::Address(AddressPart::PostalCode),
        )
        .example("050021")
        .synonyms(&["zip", "zip code", "postcode", "codigo postal", "cp", "cep"]),
        CoreColumn::new(
            "address.reference",
            "column-reference",
            "column-reference-help",
            ColumnKind::Address(AddressPart::Reference),
        )
        .synonyms(&["landmark", "referencia", "punto de referencia", "ponto de referencia"]),
        CoreColumn::new(
            "address.phone",
            "column-address-phone",
            "column-address-phone-help",
            ColumnKind::Address(AddressPart::Phone),
        )
        .synonyms(&["site phone", "telefono de la sede", "telefone do endereco"]),
        CoreColumn::new("latitude", "column-latitude", "column-latitude-help", ColumnKind::Latitude)
            .example("6.2088")
            .synonyms(&["lat", "latitud"]),
        CoreColumn::new("longitude", "column-longitude", "column-longitude-help", ColumnKind::Longitude)
            .example("-75.5656")
            .synonyms(&["lng", "lon", "longitud"]),
        CoreColumn::new("valid_since", "column-valid-since", "column-valid-since-help", ColumnKind::Instant)
            .synonyms(&["valid from", "valido desde", "vigente desde", "vigencia desde"]),
        CoreColumn::new("valid_until", "column-valid-until", "column-valid-until-help", ColumnKind::Instant)
            .synonyms(&[
                "valid to",
                "expires",
                "expires on",
                "valido hasta",
                "vigente hasta",
                "vigencia hasta",
                "valido ate",
            ]),
        CoreColumn::new(
            "must_change_password",
            "column-must-change",
            "column-must-change-help",
            ColumnKind::YesNo,
        )
        .synonyms(&["must change password", "cambiar contrasena", "alterar senha", "trocar senha"]),
        CoreColumn::new("password", "column-password", "column-password-help", ColumnKind::Password)
            .synonyms(&["new password", "contrasena", "clave", "nueva contrasena", "senha", "nova senha"]),
    ];

/// Every column that every directory has, in the order of an export.
pub fn core_columns() -> &'static [CoreColumn] {
    COLUMNS
}

/// The column with this id.
pub fn column(id: &str) -> Option<&'static CoreColumn> {
    COLUMNS.iter().find(|column| column.id == id)
}

/// Id of the column of an additional field.
pub fn field_column(field: &str) -> String {
    format!("fields.{field}")
}

/// Text as headers and words are compared: underscores and hyphens count as blanks.
fn plain(text: &str) -> String {
    fold(&text.replace(['_', '-'], " "))
}

/// The column that a header names: by its id, by its label in any language, or by a synonym. Near matches are for the
/// import to judge.
pub fn by_header(header: &str) -> Option<&'static CoreColumn> {
    let wanted = plain(header);
    if wanted.is_empty() {
        return None;
    }
    let labelled = |column: &&CoreColumn| {
        column.id == header.trim()
            || plain(column.id) == wanted
            || Culture::ALL.iter().any(|culture| plain(&Texts::of(*culture).t(column.label_key)) == wanted)
    };
    COLUMNS.iter().find(labelled).or_else(|| {
        COLUMNS.iter().find(|column| column.synonyms.iter().any(|synonym| plain(synonym) == wanted))
    })
}

/// The language that a cell names: by its own name, its name in one of ours, or its tag.
pub fn culture_of(text: &str) -> Option<Culture> {
    let wanted = fold(text);
    Culture::ALL.into_iter().find(|culture| fold(culture.native_name()) == wanted).or(match wanted.as_str() {
        "ingles" | "english" => Some(Culture::En),
        "espanhol" | "spanish" | "castellano" => Some(Culture::Es),
        "portugues" | "portuguese" => Some(Culture::Pt),
        tag if tag.len() == 2 || tag.as_bytes().get(2).is_some_and(|byte| matches!(byte, b'-' | b'_')) => {
            Culture::from_tag(tag)
        }
        _ => None,
    })
}

/// What a cell says of a person's status: the word in any language, or yes for active and no for inactive.
pub fn status_of(text: &str) -> Option<bool> {
    let wanted = fold(text);
    let is = |key: &str| Culture::ALL.iter().any(|culture| fold(&Texts::of(*culture).t(key)) == wanted);
    match wanted.as_str() {
        "" => None,
        "activa" | "ativa" | "enabled" | "habilitado" | "habilitada" => Some(true),
        "inactiva" | "inativa" | "disabled" | "deshabilitado" | "deshabilitada" | "desabilitado"
        | "desabilitada" => Some(false),
        _ if is(ACTIVE) => Some(true),
        _ if is(INACTIVE) => Some(false),
        _ => yes_no_of(text),
    }
}

/// Yes or no, as people write it in the three languages.
pub fn yes_no_of(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "si" | "s" | "sim" | "verdadero" | "verdadeiro" | "x" => Some(true),
        "no" | "n" | "false" | "0" | "nao" | "falso" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_header_names_two_columns() {
        let mut taken: HashMap<String, &str> = HashMap::new();
        for column in core_columns() {
            let labels =
                Culture::ALL.iter().map(|culture| Texts::of(*culture).t(column.label_key).into_owned());
            let synonyms = column.synonyms.iter().map(|synonym| (*synonym).to_owned());
            for header in labels.chain(synonyms).chain([column.id.to_owned()]) {
                let owner = taken.entry(plain(&header)).or_insert(column.id);
                assert_eq!(*owner, column.id, "{header} names both");
            }
        }
    }

    #[test]
    fn headers_of_real_sheets_are_known_in_three_languages() {
        for (header, id) in [
            ("Usuário", "username"),
            ("Alias", "username"),
            ("Login", "username"),
            ("Nome", "first_names"),
            ("Nombres", "first_names"),
            ("First name", "first_names"),
            ("Sobrenome", "last_names"),
            ("Apellidos", "last_names"),
            ("Correo electrónico", "email"),
            ("E-mail", "email"),
            ("Mail", "email"),
            ("Móvil", "mobile"),
            ("Cargo", "position"),
            ("Sede", "location"),
            ("Localização", "location"),
            ("Activo", "status"),
            ("Situação", "status"),
            ("Logradouro", "address.street"),
            ("Bairro", "address.district"),
            ("UF", "address.region"),
            ("State", "address.region"),
            ("CEP", "address.postal-code"),
            ("Zip", "address.postal-code"),
            ("Cultura", "culture"),
            ("  FIRST_NAMES ", "first_names"),
            ("address.postal-code", "address.postal-code"),
        ] {
            assert_eq!(by_header(header).map(|column| column.id), Some(id), "{header}");
        }
        for stranger in ["", "  ", "CPF", "Empresa", "Turno desde", "Observações"] {
            assert_eq!(by_header(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn words_are_read_in_three_languages_and_others_are_not_guessed() {
        for (word, status) in
            [("Ativo", true), ("Inactivo", false), ("inactive", false), ("Sí", true), ("Não", false)]
        {
            assert_eq!(status_of(word), Some(status), "{word}");
        }
        assert_eq!(status_of("talvez"), None);
        assert_eq!(yes_no_of("talvez"), None);
        for (word, culture) in
            [("pt", Culture::Pt), ("pt-BR", Culture::Pt), ("Español", Culture::Es), ("Inglés", Culture::En)]
        {
            assert_eq!(culture_of(word), Some(culture), "{word}");
        }
        for stranger in ["", "p", "estonian", "pt br", "fr"] {
            assert_eq!(culture_of(stranger), None, "{stranger}");
        }
    }
}
