// Command comptoirctl does Comptoir's work without a window: head offices that
// automate, scripts, and support. It goes through the same door as the window,
// with the same rights and the same errors.
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	p := program{
		args: os.Args[1:], stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv,
		console: newConsole(os.Stdin, os.Stderr),
	}
	os.Exit(p.run(ctx))
}
