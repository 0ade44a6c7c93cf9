# Services.
services-title = Serviços
services-new = Novo
services-new-service = Novo serviço
services-new-text = Ainda não salvo. Só o nome é obrigatório.
services-not-saved = Novo serviço, não salvo
services-save = Salvar serviço
services-saved = Salvo.
services-deleted = Excluído.
services-not-allowed = Seus papéis não permitem isso. Fale com um administrador.
services-more = Mais
services-search = Buscar serviços
services-search-hint = Nome de um serviço
services-all = Todos
services-active-many = Ativos
services-inactive-many = Inativos
services-active = Ativo
services-inactive = Inativo
services-shown = { $shown } de { $total }
services-none = Ainda não há serviços
services-none-text = Um serviço é o que os clientes recebem e os fornecedores prestam. Pode seguir um calendário.
services-none-found = Nenhum serviço corresponde
services-none-found-text = Tente menos letras ou veja todos os serviços de novo.
services-show-all = Mostrar todos os serviços
services-choose = Escolha um serviço
services-choose-text = Seus dados, clientes e empresas abrem aqui.
services-identity = Serviço
services-identity-text = O que é prestado e quando.
services-name = Nome
services-status = Status
services-in-use = Ativo, em uso
services-description = Descrição
services-calendar = Calendário
services-no-calendar = Sem calendário
services-calendar-help = Os dias e horários úteis em que é prestado.
services-calendar-inactive = { $name } (inativo)
services-last-change = Última alteração
services-tab-details = Detalhes
services-tab-clients = Clientes
services-tab-companies = Empresas
services-tab-history = Histórico
services-tabs-later = As outras abas abrem depois de salvar pela primeira vez.
services-companies-count = { $count ->
    [one] { $count } empresa
   *[other] { $count } empresas
}
services-suppliers-count = { $count ->
    [one] { $count } fornecedor
   *[other] { $count } fornecedores
}
services-delete = Excluir
services-delete-title = Excluir { $name }?
services-delete-unused = Nada está associado. Isso não pode ser desfeito.
services-delete-used = Está em uso. Os clientes e as empresas ficam; só perdem este serviço, e o histórico dos clientes registra isso. Isso não pode ser desfeito.
services-refused = { $count ->
    [one] Nada foi salvo: { $count } valor precisa da sua atenção.
   *[other] Nada foi salvo: { $count } valores precisam da sua atenção.
}
services-conflict = Outra pessoa salvou alterações nesse meio-tempo. Os campos marcados diferem do valor atual; salve de novo para manter os seus.
services-changed = Outra pessoa mudou isto.
services-problem-required = Escreva um nome para o serviço.
services-problem-too-long = Use no máximo { $limit } caracteres.
services-problem-name-taken = Outro serviço já tem este nome. Escolha outro.
services-problem-calendar = Este calendário não existe mais. Escolha outro.
