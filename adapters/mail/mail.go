// Package mail writes orders and news in German or English and hands them to a mail server
// (SMTP): plain text, orders with their documents, and nothing that tells who reads it.
package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"allmende/domain/dispatch"
	"allmende/ports/driven"
)

// Config is how mail leaves.
type Config struct {
	Server  *url.URL         // smtp:// with TLS as soon as it is offered, smtps:// with TLS from the start
	From    *netmail.Address // whom mails come from
	Public  *url.URL         // where people reach the pages
	PDF     Writer           // of an order
	Order   Writer           // of an electronic order; it may refuse with a fault
	Timeout time.Duration    // of a mail
}

// Writer writes a document of an order.
type Writer func(io.Writer, dispatch.Order) error

// Mail hands mails to a mail server.
type Mail struct {
	config Config
	host   string
	how    []mail.Option
}

var _ driven.Mailer = (*Mail)(nil)

// New reads the address of the server: smtp://user:password@host:port. With a password the
// connection must be encrypted, but for a server on the same machine.
func New(c Config) (*Mail, error) {
	m := &Mail{config: c, host: c.Server.Hostname(), how: []mail.Option{mail.WithTimeout(c.Timeout)}}
	port := 587
	switch c.Server.Scheme {
	case "smtp":
		m.how = append(m.how, mail.WithTLSPortPolicy(mail.TLSOpportunistic))
	case "smtps":
		port = 465
		m.how = append(m.how, mail.WithSSL())
	default:
		return nil, fmt.Errorf("%s is no address of a mail server: it begins with smtp:// or smtps://", c.Server.Redacted())
	}
	if user := c.Server.User; user != nil {
		password, _ := user.Password()
		m.how = append(m.how, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(user.Username()), mail.WithPassword(password))
		if c.Server.Scheme == "smtp" && !loopback(m.host) {
			m.how = append(m.how, mail.WithTLSPortPolicy(mail.TLSMandatory))
		}
	}
	if given := c.Server.Port(); given != "" {
		var err error
		if port, err = strconv.Atoi(given); err != nil {
			return nil, fmt.Errorf("%s is no address of a mail server: %w", c.Server.Redacted(), err)
		}
	}
	m.how = append(m.how, mail.WithPort(port))
	if _, err := mail.NewClient(m.host, m.how...); err != nil {
		return nil, fmt.Errorf("%s is no address of a mail server: %w", c.Server.Redacted(), err)
	}
	return m, nil
}

func loopback(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}

// Send carries out driven.Mailer. What fails after the server has taken the message is no
// failure: it would go out twice.
func (m *Mail) Send(ctx context.Context, sent driven.Mail) error {
	message, err := m.message(sent)
	if err != nil {
		return err
	}
	client, err := mail.NewClient(m.host, m.how...)
	if err != nil {
		return fmt.Errorf("send mail: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, m.config.Timeout)
	defer cancel()
	if err := client.DialWithContext(ctx); err != nil {
		return fmt.Errorf("reach the mail server: %w", err)
	}
	defer client.Close() //nolint:errcheck // the server took the message, or has said why not
	err = client.Send(message)
	if err == nil || message.IsDelivered() {
		return nil
	}
	var refused *mail.SendError
	if errors.As(err, &refused) && !refused.IsTemp() && refused.ErrorCode() >= 500 {
		return fmt.Errorf("%w: %w", driven.ErrMailRefused, err)
	}
	return fmt.Errorf("send mail: %w", err)
}

func (m *Mail) message(sent driven.Mail) (*mail.Msg, error) {
	subject, text, err := m.write(sent)
	if err != nil {
		return nil, err
	}
	message := mail.NewMsg(mail.WithNoDefaultUserAgent())
	_, domain, _ := strings.Cut(m.config.From.Address, "@")
	if err := message.FromFormat(m.config.From.Name, m.config.From.Address); err != nil {
		return nil, fmt.Errorf("write a mail: %w", err)
	}
	if err := message.AddToFormat(sent.To.Name, sent.To.Email); err != nil {
		return nil, fmt.Errorf("%w: %w", driven.ErrMailRefused, err)
	}
	message.SetMessageIDWithValue(sent.ID + "@" + domain)
	message.SetGenHeader("Auto-Submitted", "auto-generated")
	message.SetDate()
	message.Subject(subject)
	message.SetBodyString(mail.TypeTextPlain, text)
	if sent.Order == nil || sent.Passed || sent.Return {
		return message, nil
	}
	return message, m.attach(message, *sent.Order)
}

// attach adds the order as PDF and, where it can be one, as electronic order.
func (m *Mail) attach(message *mail.Msg, o dispatch.Order) error {
	name := strings.ReplaceAll(o.Number, "/", "-")
	var paper bytes.Buffer
	if err := m.config.PDF(&paper, o); err != nil {
		return err
	}
	if err := message.AttachReader(name+".pdf", &paper, mail.WithFileContentType("application/pdf")); err != nil {
		return fmt.Errorf("attach the order: %w", err)
	}
	if o.Cancelled != nil || o.CheckElectronic() != nil {
		return nil
	}
	var electronic bytes.Buffer
	if err := m.config.Order(&electronic, o); err != nil {
		return err
	}
	if err := message.AttachReader(name+".xml", &electronic, mail.WithFileContentType("application/xml")); err != nil {
		return fmt.Errorf("attach the order: %w", err)
	}
	return nil
}
