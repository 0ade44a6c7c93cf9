//! The columns, in the order of a workbook.
use super::{ColumnKind, CoreColumn};
use crate::users::model::AddressPart;

pub(super) const COLUMNS: &[CoreColumn] =
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
            .synonyms(&["locale", "language", "idioma", "lengua", "lingua"]),
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
