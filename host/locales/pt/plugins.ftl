# Plugins.
plugins-title = Plugins
plugins-text = O que o operador nomeou no arquivo de plugins e como cada um está. Um plugin que não carrega não para nada mais.
plugins-none = Sem plugins
plugins-none-text = Sem plugins não é possível definir senhas nem ler arquivos. O operador os nomeia em plugins.toml.
plugins-name = Nome
plugins-version = Versão
plugins-answers = O que responde
plugins-state = Estado
plugins-ready = Pronto
plugins-failed = Não carregado
plugins-kind-password-policy = Regras de senha
plugins-kind-field-schema = Campos adicionais
plugins-kind-location-autofill = Endereço a partir de uma localização
plugins-kind-import-format = Lê arquivos
plugins-kind-export-format = Escreve arquivos
plugins-kind-client-lookup = Procura pessoas em outros sistemas
