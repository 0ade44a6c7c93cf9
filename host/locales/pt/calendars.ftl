# Calendários: quando se trabalha.
calendars-title = Calendários
calendars-new = Novo
calendars-new-title = Novo calendário
calendars-new-text = Ainda não foi salvo. O nome e o fuso horário são obrigatórios.
calendars-not-saved = Novo calendário, não salvo
calendars-save = Salvar calendário
calendars-saved = Salvo.
calendars-deleted = Excluído.
calendars-not-allowed = Seus papéis não permitem isso. Fale com um administrador.
calendars-more = Mais
calendars-search = Buscar calendários
calendars-search-hint = Nome de um calendário
calendars-shown = { $shown } de { $total }
calendars-none = Ainda não há calendários
calendars-none-text = Um calendário diz em que dias e horários se trabalha. Turnos e serviços o usam.
calendars-none-found = Nenhum calendário corresponde
calendars-none-found-text = Tente menos letras ou veja todos os calendários.
calendars-show-all = Ver todos os calendários
calendars-choose = Escolha um calendário
calendars-choose-text = Aqui se abrem o horário, os feriados e o ano.
calendars-hours-a-week = { $hours } h por semana
calendars-tab-details = Detalhes
calendars-tab-year = Ano
calendars-tab-history = Histórico
calendars-tab-locked = O ano e o histórico se abrem depois do primeiro salvamento.
calendars-identity = Calendário
calendars-identity-text = Turnos e serviços o escolhem pelo nome.
calendars-name = Nome
calendars-status = Situação
calendars-active = Ativo
calendars-inactive = Inativo
calendars-description = Descrição
calendars-zone = Fuso horário
calendars-zone-help = Digite uma cidade e escolha da lista.
calendars-zone-now = Lá são agora { $time }, { $offset }.
calendars-last-change = Última alteração
calendars-hours = Horário de trabalho
calendars-hours-text = Por exemplo 08:00–12:00, 13:00–17:00. Deixe vazio o dia em que não se trabalha.
calendars-free-day = Livre
calendars-copy-hours = Usar o horário de segunda até sexta
calendars-hours-unreadable = Não se entende “{ $part }”. Escreva de–até, como 08:00–12:00.
calendars-hours-reversed = “{ $part }” termina antes de começar. Depois da meia-noite é o dia seguinte.
calendars-hours-overlap = { $one } e { $other } se sobrepõem. Mude um deles.
calendars-hours-too-many = Use no máximo { $most } períodos por dia.
calendars-holidays = Feriados
calendars-holidays-text = Nestes dias não se trabalha, diga o que disser o horário.
calendars-no-holidays = Ainda não há.
calendars-no-holidays-year = Não há feriados neste ano.
calendars-holiday-add = Adicionar feriado
calendars-holiday-day = Data do feriado { $number }
calendars-holiday-name = Nome do feriado { $number }
calendars-holiday-remove = Remover { $name }
calendars-holiday-remove-number = Remover o feriado { $number }
calendars-yearly = Todo ano
calendars-paste = Colar várias linhas
calendars-lines = Um feriado por linha
calendars-lines-help = Como 25/12/2026 Natal. Sem ano, como 25/12, repete-se todo ano.
calendars-lines-add = Adicionar estas linhas
calendars-problem-lines = Estas linhas não foram entendidas. Corrija-as e adicione de novo.
calendars-day-working = Dia útil
calendars-day-off = Livre
calendars-day-holiday = Feriado
calendars-working-days = Dias úteis
calendars-working-hours = Horas de trabalho no ano
calendars-year-before = Ano anterior
calendars-year-after = Próximo ano
calendars-delete = Excluir
calendars-delete-title = Excluir { $name }?
calendars-delete-unused = Nada usa este calendário. A exclusão não pode ser desfeita.
calendars-delete-refused = Está em uso.
calendars-delete-refused-text = Dê a estes outro calendário antes, ou desative este: assim ninguém mais poderá escolhê-lo.
calendars-shifts = Turnos
calendars-services = Serviços
calendars-conflict = Outra pessoa alterou este calendário nesse meio-tempo. Abra-o de novo em outra janela, compare e repita sua alteração.
calendars-problem-required = Preencha este campo.
calendars-problem-too-long = Use no máximo { $limit } caracteres.
calendars-problem-name-taken = Outro calendário tem este nome. Escolha outro.
calendars-problem-zone = Esse fuso horário não existe. Escolha um da lista, como America/Sao_Paulo.
calendars-problem-day = Escolha uma data.
calendars-problem-years = Escolha uma data entre { $first } e { $last }.
calendars-problem-twice = Este dia aparece duas vezes. Remova um.
calendars-problem-holidays = Use no máximo { $most } feriados.
calendars-problem-services = Serviços o usam: { $names }.
calendars-refused = { $count ->
    [one] Nada foi salvo: { $count } valor precisa da sua atenção.
   *[other] Nada foi salvo: { $count } valores precisam da sua atenção.
}
calendars-shifts-count = { $count ->
    [one] { $count } turno o usa. Os últimos:
   *[other] { $count } turnos o usam. Os últimos:
}
calendars-shifts-more = Mais de { $count } turnos o usam. Os últimos:
calendars-problem-shifts-more = Mais de { $count } turnos o usam, entre eles de { $names }.
calendars-problem-shifts = { $count ->
    [one] { $count } turno o usa, de { $names }.
   *[other] { $count } turnos o usam, entre eles de { $names }.
}
