import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  endWebhook,
  makeWebhook,
  pauseWebhook,
  resumeWebhook,
  rotateWebhook,
  testWebhook,
  type Webhook,
  webhooksQuery,
} from "../../api/webhooks";
import { eventsText } from "../../text/events";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { webhooksText } from "../../text/webhooks";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox } from "../../ui/Checks";
import { CopyButton } from "../../ui/CopyButton";
import { EmptyState } from "../../ui/EmptyState";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { WebhookCalls } from "./WebhookCalls";

/** The addresses of programs that are called when something happens that I may read. */
export function WebhooksCard() {
  const text = useText(webhooksText);
  const format = useFormat();
  const { data: webhooks } = useSuspenseQuery(webhooksQuery);
  const [fresh, setFresh] = useState<Webhook>();
  const [shown, setShown] = useState<string>();
  const followed = webhooks.items.find(({ id }) => id === shown);
  return (
    <Card title={text.title}>
      <p className="kern-body ui-text">{text.lead}</p>
      <WebhookTable webhooks={webhooks.items} onSecret={setFresh} onShow={setShown} />
      {fresh?.secret && (
        <Alert tone="success" live title={text.made}>
          <code className="ui-code ui-break">{fresh.secret}</code>{" "}
          <CopyButton label={text.secret} value={fresh.secret} />
          {fresh.oldUntil && <p className="kern-body">{text.oldUntil(format.instant(fresh.oldUntil))}</p>}
        </Alert>
      )}
      {followed && <WebhookCalls key={followed.id} webhook={followed} />}
      {webhooks.objects.length === 0 && <Alert tone="info" title={text.nothing} />}
      {webhooks.objects.length > 0 && webhooks.items.length >= webhooks.most && (
        <Alert tone="info" title={text.full(webhooks.most)} />
      )}
      {webhooks.objects.length > 0 && webhooks.items.length < webhooks.most && (
        <NewWebhook key={fresh?.id} objects={webhooks.objects} onMade={setFresh} />
      )}
    </Card>
  );
}

interface Handlers {
  onSecret: (webhook: Webhook) => void;
  onShow: (id: string) => void;
}

function WebhookTable(props: { webhooks: readonly Webhook[] } & Handlers) {
  const { webhooks, onSecret, onShow } = props;
  const text = useText(webhooksText);
  const words = useText(eventsText);
  const format = useFormat();
  return (
    <Table
      caption={text.caption}
      rows={webhooks}
      rowKey={({ id }) => id}
      empty={<EmptyState title={text.none}>{text.noneText}</EmptyState>}
      columns={[
        { key: "name", header: text.name, cell: ({ name }) => name },
        {
          key: "address",
          header: text.address,
          cell: ({ address }) => <span className="ui-break">{address}</span>,
        },
        {
          key: "objects",
          header: text.objects,
          cell: ({ objects }) => objects.map((kind) => words.objects[kind] ?? kind).join(", "),
        },
        {
          key: "standing",
          header: text.standing,
          cell: ({ paused, waiting }) => (
            <>
              <Badge tone={paused ? "warning" : "success"}>{text.standings[paused ?? "calls"]}</Badge>{" "}
              {waiting > 0 && text.waiting(waiting)}
            </>
          ),
        },
        {
          key: "last",
          header: text.last,
          cell: ({ lastAt, lastStatus }) =>
            lastAt ? `${format.instant(lastAt)}${lastStatus ? ` (${lastStatus})` : ""}` : text.never,
        },
        {
          key: "acts",
          header: text.acts,
          action: true,
          cell: (webhook) => <WebhookActs webhook={webhook} onSecret={onSecret} onShow={onShow} />,
        },
      ]}
    />
  );
}

function WebhookActs(props: { webhook: Webhook } & Handlers) {
  const { webhook, onSecret, onShow } = props;
  const text = useText(webhooksText);
  const toggle = useAct(webhook.paused ? resumeWebhook : pauseWebhook);
  const rotate = useAct(rotateWebhook);
  const test = useAct(testWebhook);
  const end = useAct(endWebhook);
  const [asked, setAsked] = useState(false);
  const told = (act: Promise<unknown>) =>
    refusalOf(act).then((refusal) => refusal && notify("danger", refusal.message));
  const button = (label: string, onClick: () => void) => (
    <Button small aria-label={text.named(label, webhook.name)} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <ButtonRow>
      {button(text.show, () => onShow(webhook.id))}
      {!webhook.paused &&
        button(text.test, () =>
          told(
            test.mutateAsync(webhook).then(() => {
              onShow(webhook.id);
              notify("success", text.tested);
            }),
          ),
        )}
      {button(webhook.paused ? text.resume : text.pause, () => told(toggle.mutateAsync(webhook)))}
      {button(text.rotate, () => told(rotate.mutateAsync(webhook).then(onSecret)))}
      {button(text.end, () => setAsked(true))}
      <ConfirmDialog
        open={asked}
        title={text.endTitle}
        act={text.end}
        onClose={() => setAsked(false)}
        onAct={async () => {
          await end.mutateAsync(webhook);
          notify("success", text.ended);
        }}
      >
        <p className="kern-body">{text.endText(webhook.name)}</p>
      </ConfirmDialog>
    </ButtonRow>
  );
}

function NewWebhook(props: { objects: readonly string[]; onMade: (webhook: Webhook) => void }) {
  const { objects, onMade } = props;
  const text = useText(webhooksText);
  const words = useText(eventsText);
  const make = useAct(makeWebhook);
  const form = useFields({ name: "", address: "https://", chosen: objects.map(() => false) });
  const any = form.hook.watch("chosen").some(Boolean);
  return (
    <Form
      form={form}
      onSubmit={async ({ name, address, chosen }) => {
        const wanted = objects.filter((_, index) => chosen[index]);
        return await refusalOf(
          make.mutateAsync({ name: name.trim(), address: address.trim(), objects: wanted }).then(onMade),
        );
      }}
    >
      <TextField {...form.text("name", text.name, { least: 3 })} hint={text.nameHint} maxLength={60} />
      <TextField
        {...form.text("address", text.address, { least: 10 })}
        hint={text.addressHint}
        maxLength={500}
      />
      <fieldset className="kern-fieldset ui-field">
        <legend className="kern-label">{text.objects}</legend>
        <div className="kern-fieldset__body">
          {objects.map((kind, index) => (
            <Checkbox key={kind} {...form.flag(`chosen.${index}`, words.objects[kind] ?? kind)} />
          ))}
        </div>
      </fieldset>
      <ButtonRow>
        <Button
          type="submit"
          variant="primary"
          busy={form.hook.formState.isSubmitting}
          disabledReason={any ? undefined : text.objectsMissing}
        >
          {text.make}
        </Button>
      </ButtonRow>
    </Form>
  );
}
