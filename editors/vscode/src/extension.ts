/** Starts `onym lsp` and lets VS Code talk with it. */

import { commands, window, workspace, type ExtensionContext } from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("onym.restart", restart),
    commands.registerCommand("onym.fixAll", () =>
      commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.onym", apply: "first" }),
    ),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("onym")) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function restart(): Promise<void> {
  await client?.stop();
  await start();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration("onym");
  const [command, ...args] = settings.get<string[]>("command", ["onym", "lsp"]);
  if (command === undefined) {
    void window.showErrorMessage("onym.command is empty: write how the server is started.");
    return;
  }
  const server: ServerOptions = { command, args };
  const options: LanguageClientOptions = {
    documentSelector: settings.get<string[]>("languages", []).map((language) => ({ scheme: "file", language })),
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{yaml,toml}") },
  };
  client = new LanguageClient("onym", "onym", server, options);
  try {
    await client.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`onym cannot be started (${reason}). Install it with: pip install "onym[lsp]"`);
  }
}
