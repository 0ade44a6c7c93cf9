//! Additional fields of the demo: settings of two plugins, as an administrator would save them.
use serde_json::{Value, json};

fn text(en: &str, es: &str, pt: &str) -> Value {
    json!({ "en": en, "es": es, "pt": pt })
}

fn choice(id: &str, en: &str, es: &str, pt: &str) -> Value {
    json!({ "id": id, "label": text(en, es, pt) })
}

fn clients() -> Vec<Value> {
    let relation = text("Relation", "Relación", "Relação");
    vec![
        json!({ "id": "birth_date", "concepts": ["client"], "type": "date",
                "label": text("Birth date", "Fecha de nacimiento", "Data de nascimento"), "example": "1990-04-21" }),
        json!({ "id": "member_since", "concepts": ["client"], "type": "date", "group": relation,
                "label": text("Member since", "Cliente desde", "Cliente desde"), "example": "2019-03-01" }),
        json!({ "id": "segment", "concepts": ["client"], "type": "list", "group": relation,
                "label": text("Segment", "Segmento", "Segmento"),
                "choices": [choice("retail", "Retail", "Comercio", "Varejo"),
                            choice("industry", "Industry", "Industria", "Indústria"),
                            choice("public", "Public sector", "Sector público", "Setor público")] }),
        json!({ "id": "interests", "concepts": ["client"], "type": "multiple-choice", "group": relation,
                "label": text("Interests", "Intereses", "Interesses"),
                "choices": [choice("support", "Support", "Soporte", "Suporte"),
                            choice("training", "Training", "Capacitación", "Treinamento"),
                            choice("consulting", "Consulting", "Consultoría", "Consultoria")] }),
        json!({ "id": "credit_limit", "concepts": ["client"], "type": "decimal", "group": relation, "min": "0",
                "label": text("Credit limit", "Límite de crédito", "Limite de crédito"), "example": "2500.00" }),
        json!({ "id": "contract", "concepts": ["client"], "type": "file", "group": relation,
                "label": text("Contract", "Contrato", "Contrato"), "media-types": ["application/pdf"] }),
        json!({ "id": "website", "concepts": ["client"], "type": "link", "group": relation,
                "label": text("Web site", "Sitio web", "Site"), "example": "https://example.com" }),
        json!({ "id": "territory", "concepts": ["client"], "type": "catalog-tree", "catalog": "territories",
                "group": relation, "label": text("Sales territory", "Territorio de ventas", "Território de vendas") }),
        json!({ "id": "preferred_time", "concepts": ["client"], "type": "time", "group": relation,
                "label": text("Best time to call", "Mejor hora para llamar", "Melhor hora para ligar") }),
        json!({ "id": "newsletter", "concepts": ["client"], "type": "check-box", "group": relation,
                "label": text("Newsletter", "Boletín", "Boletim"),
                "help": text("Wants news by e-mail", "Quiere noticias por correo", "Quer notícias por e-mail") }),
        json!({ "id": "newsletter_topics", "concepts": ["client"], "type": "multiple-choice", "group": relation,
                "label": text("Topics of the newsletter", "Temas del boletín", "Temas do boletim"),
                "shown-when": { "field": "newsletter", "any-of": ["true"] },
                "choices": [choice("products", "Products", "Productos", "Produtos"),
                            choice("events", "Events", "Eventos", "Eventos")] }),
        json!({ "id": "notes", "concepts": ["client"], "type": "paragraph", "group": relation, "max-length": 2000,
                "label": text("Notes", "Observaciones", "Observações"), "synonyms": ["Remarks", "Notas"] }),
    ]
}

fn specialists() -> Vec<Value> {
    let work = text("Work", "Trabajo", "Trabalho");
    vec![
        json!({ "id": "document", "concepts": ["specialist"], "type": "short-text", "max-length": 30,
                "label": text("Identity document", "Documento", "Documento"),
                "synonyms": ["Document", "Cédula", "RG"] }),
        json!({ "id": "hire_date", "concepts": ["specialist"], "type": "date", "group": work,
                "label": text("Hire date", "Fecha de ingreso", "Data de admissão"), "example": "2023-02-07" }),
        json!({ "id": "seniority", "concepts": ["specialist"], "type": "list", "group": work,
                "label": text("Seniority", "Nivel", "Senioridade"),
                "choices": [choice("junior", "Junior", "Júnior", "Júnior"),
                            choice("senior", "Senior", "Sénior", "Sênior"),
                            choice("lead", "Lead", "Líder", "Líder")] }),
        json!({ "id": "languages", "concepts": ["specialist"], "type": "multiple-choice", "group": work,
                "label": text("Languages", "Idiomas", "Idiomas"),
                "choices": [choice("english", "English", "Inglés", "Inglês"),
                            choice("spanish", "Spanish", "Español", "Espanhol"),
                            choice("portuguese", "Portuguese", "Portugués", "Português")] }),
        json!({ "id": "extension", "concepts": ["specialist"], "type": "integer", "group": work, "min": "0", "max": "99999",
                "label": text("Telephone extension", "Extensión", "Ramal"), "example": "4821" }),
    ]
}

/// Settings by plugin.
pub(super) fn settings() -> Vec<(&'static str, Value)> {
    let mut fields = clients();
    fields.extend(specialists());
    let cpf =
        json!({ "id": "cpf", "concepts": ["client"], "type": "cpf", "label": text("CPF", "CPF", "CPF") });
    let below = |id: &str, parent: &str, name: &str| json!({ "id": id, "label": text(name, name, name), "parent": parent });
    let territories = json!({ "id": "territories", "label": text("Sales territories", "Territorios de ventas", "Territórios de vendas"),
        "choices": [choice("andes", "Andes", "Andes", "Andes"), below("bogota", "andes", "Bogotá"), below("lima", "andes", "Lima"),
                    choice("brazil", "Brazil", "Brasil", "Brasil"), below("sao-paulo", "brazil", "São Paulo"),
                    below("recife", "brazil", "Recife")] });
    vec![
        ("additional-fields", json!({ "fields": fields, "catalogs": [territories] })),
        ("fields-latam", json!({ "fields": [cpf] })),
    ]
}
