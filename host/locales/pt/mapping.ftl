mapping-title = Mapear colunas
mapping-choose = Mapear as colunas primeiro
mapping-choose-text = Veja como cada coluna é interpretada e mude antes que algo seja lido.
mapping-keep = Guardar o que digitei
mapping-yes = Sim
mapping-no = Não
mapping-ways = O que as linhas podem fazer
mapping-match = As pessoas são encontradas por
mapping-mode = As linhas podem
mapping-mode-both = Adicionar pessoas novas e alterar as conhecidas
mapping-mode-create = Só adicionar pessoas novas
mapping-mode-update = Só alterar pessoas conhecidas
mapping-reading = Como o arquivo é lido
mapping-decimal = Sinal decimal
mapping-decimal-point = Ponto: 1,234.5
mapping-decimal-comma = Vírgula: 1.234,5
mapping-dates = As datas começam com
mapping-dates-day = O dia: 31/12/2026
mapping-dates-month = O mês: 12/31/2026
mapping-by-column = Conforme cada coluna
mapping-automatic = Detectar
mapping-found = Detectado: { $found }
mapping-lines = As primeiras linhas do arquivo
mapping-saved = Mapeamento salvo
mapping-saved-none = Nenhum: deduzir
mapping-saved-all = Gerenciar
mapping-save-as = Salvar este mapeamento para arquivos como este
mapping-save-example = Nome, por exemplo Folha
mapping-save = Salvar mapeamento
mapping-saved-as = Salvo como “{ $name }”. A partir de agora, arquivos com os mesmos cabeçalhos são lidos assim.
mapping-name = Nome
mapping-name-missing = Digite um nome.
mapping-name-long = Digite no máximo { $limit } caracteres.
mapping-name-taken = Outro mapeamento tem este nome. Escolha outro.
mapping-too-many = Há { $limit } mapeamentos salvos. Exclua um primeiro.
mapping-read-sheet = Ler esta planilha
mapping-rows = { $count ->
    [one] 1 linha
   *[other] { $count } linhas
}
mapping-rows-first = mais de { $count } linhas
mapping-looked-at = As amostras e os valores são das primeiras { $count } linhas.
mapping-column = Coluna
mapping-column-nameless = Coluna { $letters } sem cabeçalho
mapping-column-fills = “{ $header }” preenche
mapping-samples = Amostras
mapping-empty = Vazia
mapping-hidden = Não exibido
mapping-fills = Preenche
mapping-how = Por quê
mapping-leave-out = Deixar de fora
mapping-group-person = Pessoa
mapping-group-address = Endereço
mapping-group-additional = Campos adicionais
mapping-sure = Certo
mapping-sure-likely = Muito provável
mapping-sure-near = Confira
mapping-sure-unknown = De fora
mapping-sure-ours = Não importada
mapping-sure-chosen = Escolhido
mapping-doubled = Outra coluna também preenche isto. Deixe uma delas de fora.
mapping-gone = O mapeamento salvo escolheu { $field }, que não existe mais.
mapping-values = { $count ->
    [one] 1 valor
   *[other] { $count } valores
}
mapping-values-unknown = { $count ->
    [one] 1 não entendido
   *[other] { $count } não entendidos
}
mapping-values-unsure = { $count ->
    [one] 1 a conferir
   *[other] { $count } a conferir
}
mapping-values-more = Há mais de { $count } valores diferentes. Os outros são lidos como estão.
mapping-value-means = “{ $value }” em “{ $header }” significa
mapping-value-rows = { $count ->
    [one] 1 linha
   *[other] { $count } linhas
}
mapping-value-as-is = Não mapeado
mapping-value-nothing = Nada: deixar o campo como está
mapping-value-likely = Provável. Confira.
mapping-preview = As primeiras linhas como seriam lidas
mapping-preview-text = Nada foi importado ainda.
mapping-outlook = O que aconteceria
mapping-outlook-created = Nova
mapping-outlook-updated = Alterada
mapping-outlook-unchanged = Igual
mapping-outlook-failed = Com problemas
mapping-bar = Iniciar a importação
mapping-bar-title = Nada é lido antes que você inicie
mapping-bar-text = O que você escolher fica guardado e é proposto para o próximo arquivo.
mapping-start = Importar
mapping-problem-unreadable = O arquivo não pode ser lido assim. { $reason }
mapping-problem-no-sheet = Nenhuma planilha é lida. Ative a planilha que contém as pessoas.
mapping-problem-no-key = Em “{ $sheet }” nenhuma coluna preenche “{ $field }”, pelo qual as pessoas são encontradas. Escolha uma.
mapping-problem-doubled = Em “{ $sheet }” várias colunas preenchem “{ $field }”: { $headers }. Deixe todas de fora, menos uma.
mapping-note-missing = Em “{ $sheet }” nenhuma coluna preenche: { $fields }. Pessoas novas precisam disso; linhas de pessoas conhecidas são importadas.
mapping-note-gone = O mapeamento salvo cita campos que não existem mais, para: { $headers }. Escolha outros ou deixe-os de fora.
mapping-note-absent = O mapeamento salvo cita colunas que este arquivo não tem: { $headers }.
mapping-note-other = O mapeamento salvo é para outros arquivos: não tem nenhuma coluna em comum com este. As colunas foram deduzidas.
mapping-note-more-sheets = O arquivo tem mais planilhas do que as exibidas. Elas são deduzidas na leitura.
mapping-kept = Mapeamentos salvos
mapping-kept-none = Ainda não há mapeamentos salvos
mapping-kept-none-text = Mapeie as colunas de um arquivo e salve o mapeamento com um nome.
mapping-kept-columns = { $count ->
    [one] 1 coluna
   *[other] { $count } colunas
}
mapping-rename = Renomear
mapping-delete = Excluir
mapping-delete-question = Excluir o mapeamento “{ $name }”? As importações não mudam.
