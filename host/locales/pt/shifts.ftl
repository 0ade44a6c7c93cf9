# Turnos de especialistas.
shifts-title = Turnos
shifts-new = Novo
shifts-new-title = Novo turno
shifts-edit = Editar
shifts-edit-title = Turno
shifts-save = Salvar turno
shifts-saved = Turno salvo.
shifts-deleted = Turno excluído.
shifts-delete = Excluir
shifts-delete-title = Excluir este turno?
shifts-delete-text = Não é possível desfazer.
shifts-since = Desde
shifts-until = Até
shifts-until-help = O último dia conta.
shifts-calendar = Calendário
shifts-choose-calendar = Escolha um calendário
shifts-no-calendars = Ainda não há um calendário ativo.
shifts-month-before = Mês anterior
shifts-month-after = Próximo mês
shifts-today = Hoje
shifts-new-on = { $date }, novo turno a partir deste dia
shifts-open-day = { $date }, turno com { $name }
shifts-current = Agora
shifts-upcoming = Próximo
shifts-past = Passado
shifts-coming = Agora e depois
shifts-none-coming = Nenhum turno está previsto.
shifts-over = Passados
shifts-older = Turnos anteriores
shifts-more = Mais sobre o turno de { $since }
shifts-none = Ainda não há turnos
shifts-none-text = Um turno diz desde quando e até quando este especialista trabalha, e com qual calendário.
shifts-in-the-way = No caminho:
shifts-look = Ver
shifts-conflict = Outra pessoa alterou este turno nesse meio-tempo. Feche, confira e repita sua alteração.
shifts-problem-day = Escolha uma data.
shifts-problem-calendar = Escolha um calendário.
shifts-problem-reversed = O fim é anterior ao início. Escolha uma data posterior.
shifts-problem-long = Um turno dura no máximo { $years } anos. Divida-o.
shifts-problem-inactive = Este calendário está inativo. Escolha outro.
shifts-problem-unknown = Esse calendário não existe. Escolha um da lista.
shifts-problem-client = Só especialistas têm turnos.
shifts-problem-overlap = Sobrepõe-se ao turno de { $since } a { $until } ({ $calendar }). Escolha outras datas.
shifts-days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
