package main

import (
	"context"
	"log/slog"
	"time"

	"allmende/adapters/mail"
	"allmende/adapters/pdf"
	"allmende/adapters/peppol"
	"allmende/ports/usecase"
)

// mailTimeout is what a mail server gets for a mail.
const mailTimeout = 30 * time.Second

// sending is what sends mail.
type sending struct {
	outbox *usecase.Delivering
	links  *usecase.Linking
}

// delivering sends mail, or is nil without a mail server: what happens stays in the outbox.
func (i *installation) delivering(c config) (*sending, error) {
	if c.mail == nil {
		return nil, nil //nolint:nilnil // no mail server is no mistake
	}
	mailer, err := mail.New(mail.Config{
		Server: c.mail.server, From: c.mail.from, Public: c.public, PDF: pdf.WriteOrder, Order: peppol.WriteOrder, Timeout: mailTimeout,
	})
	if err != nil {
		return nil, err
	}
	return &sending{usecase.NewDelivering(i.db, i.db, mailer), usecase.NewLinking(i.db, mailer)}, nil
}

// How often the outbox is looked into, and what ends soon.
const (
	outboxPause   = time.Second
	remindersEach = time.Hour
)

// deliver moves and sends until the end, a batch at a time: between two of them others
// have the database.
func deliver(ctx context.Context, mails *sending, log *slog.Logger) {
	if mails == nil {
		return
	}
	look, remind := time.NewTicker(outboxPause), time.NewTicker(remindersEach)
	defer look.Stop()
	defer remind.Stop()
	for first := true; ; first = false {
		if first {
			told(ctx, log, mails.outbox.Remind(ctx))
		}
		select {
		case <-ctx.Done():
			return
		case <-remind.C:
			told(ctx, log, mails.outbox.Remind(ctx))
		case <-look.C:
			_, err := mails.outbox.Deliver(ctx)
			told(ctx, log, err)
			_, err = mails.links.SendLinks(ctx)
			told(ctx, log, err)
		}
	}
}

// told logs what keeps mail from leaving.
func told(ctx context.Context, log *slog.Logger, err error) {
	if err != nil && ctx.Err() == nil {
		log.Error("the outbox is not delivered", "error", err)
	}
}
