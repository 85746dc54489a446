-- Runs a page's init.lua (its path in $INIT) in a real Neovim and prints what the server told it as JSON.
-- Neovim before 0.11 lacks vim.lsp.config: there the same is done by what it has.

if not vim.lsp.config then
  local configs = {}
  vim.lsp.config = function(name, config)
    configs[name] = config
  end
  vim.lsp.enable = function(name)
    local config = configs[name]
    local root = vim.fn.fnamemodify(vim.fn.finddir(config.root_markers[1], '.;'), ':p:h:h')
    assert(config.workspace_required and vim.tbl_contains(config.filetypes, 'toml'))
    vim.lsp.buf_attach_client(0, vim.lsp.start_client({ name = name, cmd = config.cmd, root_dir = root }))
  end
  local create = vim.api.nvim_create_autocmd
  vim.api.nvim_create_autocmd = function(event, options)
    assert(type(options.callback) == 'function')
    return event ~= 'LspAttach' and create(event, options)
  end
end

vim.bo.filetype = 'toml'
dofile(os.getenv('INIT'))
vim.wait(60000, function()
  return #vim.diagnostic.get(0) > 0
end)

local found = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, { line = each.lnum, column = each.col, message = each.message })
end
local place = { line = tonumber(os.getenv('LINE')), character = tonumber(os.getenv('CHARACTER')) }
local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = place }
local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 60000)
local hover = nil
for _, answer in pairs(answers) do
  hover = answer.result.contents.value
end
io.stdout:write((vim.json and vim.json.encode or vim.fn.json_encode)({ found = found, hover = hover }))
vim.cmd('qa!')
