# Campos adicionais.
fields-title = Campos adicionais
fields-clients = Clientes
fields-specialists = Especialistas
fields-companies = Empresas
fields-suppliers = Fornecedores
fields-locations = Locais
fields-client = Cliente
fields-specialist = Especialista
fields-administrator = Administrador
fields-new = Novo
fields-new-field = Novo campo
fields-new-text = Ainda não foi salvo. Bastam um nome em um idioma, um identificador e um tipo.
fields-more = Mais
fields-catalogs = Listas compartilhadas
fields-catalogs-edit = Definir listas compartilhadas
fields-catalogs-none = Ainda não há listas compartilhadas
fields-catalogs-none-text = Defina uma lista ou árvore uma vez e use em vários campos.
fields-catalog = Lista compartilhada
fields-catalog-new = Nova lista compartilhada
fields-catalog-about = Vários campos podem usar as opções dela.
fields-catalog-text = As opções deste campo são as de uma lista compartilhada.
fields-catalog-tree = Há opções abaixo de outras
fields-catalog-choose = Escolha uma lista compartilhada
fields-catalog-choose-text = As opções dela abrem aqui.
fields-catalog-save = Salvar lista
fields-catalog-delete = Excluir lista
fields-catalog-unused = Nenhum campo a usa.
fields-back = Todos os campos
fields-export = Exportar definições
fields-import = Importar definições
fields-file-name = campos-adicionais
fields-import-text = Escolha um arquivo de definições. Você vê cada diferença antes que algo mude.
fields-import-help = JSON, até 1 MB
fields-import-alone = Também remover os campos que não estão no arquivo
fields-import-preview = Mostrar diferenças
fields-import-large = O arquivo é grande demais para definições. Escolha o que foi exportado.
fields-import-other = Não é um arquivo de campos adicionais. Escolha um exportado aqui.
fields-import-unreadable = Não é possível ler o arquivo: { $why }
fields-preview-title = O que o arquivo mudaria
fields-preview-nothing = O arquivo diz o que já está aqui. Nada mudaria.
fields-preview-apply = Aplicar as mudanças
fields-change-added = Novo
fields-change-removed = Removido
fields-change-changed = Alterado
fields-scope = Campos de
fields-everywhere = Toda a organização
fields-are-own = Este projeto tem campos próprios.
fields-are-shared = Este projeto usa os campos de toda a organização.
fields-make-own = Dar campos próprios
fields-share = Usar os compartilhados
fields-share-confirm = Remover os campos próprios deste projeto? Os valores das pessoas ficam.
fields-now-own = Este projeto agora tem campos próprios.
fields-now-shared = Este projeto usa de novo os campos compartilhados.
fields-shared-locked = São os campos de toda a organização. Dê ao projeto campos próprios para mudá-los aqui.
fields-not-allowed = Seus papéis não permitem isso. Fale com um administrador.
fields-none = Ainda não há campos
fields-none-text = Um campo guarda o que o formulário não pede: uma data de nascimento, um contrato, um tamanho.
fields-no-group = Sem cabeçalho
fields-choose = Escolha um campo
fields-choose-text = O nome, o tipo, as permissões e os valores dele abrem aqui.
fields-of-plugins = De outros plugins
fields-of-plugin = Plugin { $plugin }
fields-plugin-settings = Configurações de { $plugin }
fields-plugin-settings-short = Configurações do plugin
fields-read-only = Somente leitura
fields-unreadable = Estas definições foram escritas de uma forma que esta página não conhece. Mude-as nas configurações do plugin.
fields-dependent = Dependente
fields-hidden = Oculto
fields-up = Mover { $name } para cima
fields-down = Mover { $name } para baixo
fields-group-up = Mover o cabeçalho { $name } para cima
fields-group-down = Mover o cabeçalho { $name } para baixo
fields-tab-details = Detalhes
fields-tab-states = Estados
fields-tab-values = Valores
fields-identity = Campo
fields-identity-text = Como se chama e o que contém.
fields-name = Nome
fields-id = Identificador
fields-id-help = Minúsculas, dígitos, - e _. Não muda depois que o campo é salvo.
fields-id-fixed = Valores, planilhas e programas conhecem o campo por ele.
fields-type = Tipo
fields-type-help = Os valores que servem no novo tipo ficam. Os outros aparecem com o motivo até alguém mudá-los.
fields-type-help-new = Decide como é preenchido.
fields-type-short-text = Texto curto
fields-type-paragraph = Parágrafo
fields-type-integer = Número inteiro
fields-type-decimal = Decimal
fields-type-currency = Moeda
fields-type-date = Data
fields-type-time = Hora
fields-type-date-time = Data e hora
fields-type-check-box = Caixa de seleção
fields-type-list = Lista
fields-type-tree = Árvore
fields-type-catalog-list = Lista compartilhada
fields-type-catalog-tree = Árvore compartilhada
fields-type-multiple-choice = Múltipla escolha
fields-type-link = Link
fields-type-file = Arquivo
fields-type-position = Posição no mapa
fields-concepts = Usado em
fields-presentation = Cabeçalho e ajuda
fields-presentation-text = Campos com o mesmo cabeçalho ficam juntos.
fields-group = Cabeçalho
fields-help = Descrição
fields-limits = Limites
fields-limits-text = Só aparecem os do tipo escolhido.
fields-max-length = Texto mais longo, em caracteres
fields-currency = Código da moeda (ISO 4217)
fields-min = Menor número
fields-max = Maior número
fields-decimals = Casas decimais, no máximo
fields-max-size = Maior arquivo
fields-media-types = Tipos de arquivo aceitos
fields-media-types-help = Um por linha, como application/pdf ou image/*. Vazio aceita todos.
fields-example = Exemplo
fields-example-help = Aparece no campo vazio e nas planilhas.
fields-synonyms = Outros cabeçalhos em planilhas
fields-synonyms-help = Um por linha. Uma importação reconhece a coluna por cada um.
fields-depends = Aparece quando
fields-depends-text = O campo aparece conforme o valor de outro.
fields-depends-field = Depende de
fields-depends-always = Nada: sempre aparece
fields-depends-how = Aparece enquanto o valor
fields-depends-any = é um de
fields-depends-none = não é nenhum de
fields-depends-values = Valores
fields-depends-lines = Um por linha, como são guardados.
fields-depends-nobody = Ainda não há outro campo do qual possa depender.
fields-ticked = Marcada
fields-unticked = Desmarcada
fields-states = Estados
fields-states-text = Quem pode ver, mudar e deve preencher o campo, com o registro ativo e inativo.
fields-states-hint = Obrigatório requer editável, e editável requer visível. Os títulos marcam a linha ou coluna inteira.
fields-tick-all = marcar tudo ou nada
fields-active = Ativo
fields-inactive = Inativo
fields-visible = Visível
fields-editable = Editável
fields-required = Obrigatório
fields-values = Valores
fields-values-text = O que se escolhe. Os valores guardados mantêm o identificador quando o nome muda.
fields-values-none = Só listas, árvores e múltipla escolha têm valores. Este tipo é preenchido livremente.
fields-choice-in = Valor { $number }, { $language }
fields-choice-add = Adicionar um valor
fields-choice-remove = Remover { $name }
fields-choice-into = Pôr { $name } abaixo do anterior
fields-choice-out = Subir { $name } um nível
fields-paste = Colar muitos, um por linha
fields-paste-do = Adicionar estas linhas
fields-all-lines = Todos os valores, um por linha
fields-lines-file = Ler um arquivo de texto
fields-lines-flat = Os nomes em inglês, espanhol e português são separados por uma barra: Small | Pequeño | Pequeno.
fields-lines-tree = Recue uma linha para pô-la abaixo da anterior, ou escreva o caminho: Região\Cidade\Bairro.
fields-save = Salvar campo
fields-saved = Salvo.
fields-deleted = Excluído.
fields-not-saved = { $what }, não salvo
fields-conflict = Outra pessoa mudou isto nesse meio-tempo. O que você digitou continua aqui: abra a página em outra janela para comparar e salve de novo.
fields-delete = Excluir campo
fields-delete-title = Excluir { $name }?
fields-delete-one = Também é usado em outros, e lá continua.
fields-delete-refused = Está em uso.
fields-delete-refused-text = Mude primeiro estes campos:
fields-values-of-people = Valores das pessoas
fields-values-keep = Manter os valores
fields-values-keep-text = Ficam ocultos e voltam com um campo do mesmo identificador.
fields-values-remove = Remover os valores
fields-values-remove-text = São removidos em segundo plano; o histórico de cada pessoa guarda o que havia.
fields-uses-counting = Contando as pessoas com um valor…
fields-uses-elsewhere = Os valores salvos ficam em seus registros.
fields-problem-required = Preencha este campo.
fields-problem-label = Escreva um nome em pelo menos um idioma.
fields-problem-concepts = Escolha pelo menos um.
fields-problem-choices = Adicione pelo menos um valor.
fields-problem-catalog = Escolha uma lista compartilhada.
fields-problem-currency = Escreva as três letras do código, como BRL.
fields-problem-choice-twice = Dois valores têm o identificador { $id }. Remova um.
fields-problem-identifier = Use minúsculas, dígitos, - e _, no máximo 64, começando por letra ou dígito.
fields-problem-id-taken = O campo { $name } tem este identificador. Escolha outro.
fields-problem-id-type = O campo { $name } tem este identificador e outro tipo. O mesmo identificador deve significar a mesma coisa.
fields-problem-id-plugin = O plugin { $name } tem este identificador. Escolha outro.
fields-problem-in-use = { $name } depende disto. Mude primeiro esse campo.
fields-problem-number = Escreva um número inteiro.
fields-count = { $count ->
    [one] { $count } campo
   *[other] { $count } campos
}
fields-choices-count = { $count ->
    [one] { $count } valor
   *[other] { $count } valores
}
fields-catalog-uses = { $count ->
    [one] { $count } campo
   *[other] { $count } campos
}
fields-preview-text = { $count ->
    [one] Uma diferença. Nada mudou ainda.
   *[other] { $count } diferenças. Nada mudou ainda.
}
fields-imported = { $count ->
    [one] Uma mudança aplicada.
   *[other] { $count } mudanças aplicadas.
}
fields-refused = { $count ->
    [one] Um valor precisa de atenção. Nada foi salvo.
   *[other] { $count } valores precisam de atenção. Nada foi salvo.
}
fields-uses = { $count ->
    [one] Uma pessoa tem um valor.
   *[other] { $count } pessoas têm um valor.
}
fields-uses-more = { $count ->
    [one] Pelo menos uma pessoa tem um valor.
   *[other] Pelo menos { $count } pessoas têm um valor.
}
