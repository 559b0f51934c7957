import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, Suspense, useState } from "react";
import { useAct } from "../../api/act";
import { useMay, useSession } from "../../api/session";
import {
  calendarQuery,
  type NoticeSettings,
  noticesQuery,
  renewCalendar,
  setNotices,
} from "../../api/settings";
import { dispatchText } from "../../text/dispatch";
import { refusalOf, sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { CopyButton } from "../../ui/CopyButton";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { type Tab, Tabs } from "../../ui/Tabs";
import { useFormat } from "../../ui/words";
import { OrderAddressCard } from "./OrderAddressCard";
import { PublicationProfileCard } from "./PublicationProfileCard";
import { type SettingsTab, settingsRoute } from "./routes";
import { TokensCard } from "./TokensCard";
import { UndeliveredCard } from "./UndeliveredCard";
import { WebhooksCard } from "./WebhooksCard";

/** What people set for themselves, and suppliers for their orders. */
export function SettingsPage() {
  const text = useText(dispatchText);
  const navigate = useNavigate();
  const { tab = "notices" } = settingsRoute.useSearch();
  const tabs = useTabs();
  return (
    <div className="ui-page">
      <PageHeader title={text.settings} lead={text.settingsLead} />
      <Tabs
        label={text.settings}
        tabs={tabs}
        selected={tab}
        onSelect={(key) => {
          const chosen = tabs.find((known) => known.key === key);
          navigate({
            to: "/settings",
            search: chosen && chosen.key !== "notices" ? { tab: chosen.key } : {},
            replace: true,
            resetScroll: false,
          });
        }}
      />
    </div>
  );
}

/** What concerns whoever is signed in. */
function useTabs(): (Tab & { key: SettingsTab })[] {
  const text = useText(dispatchText);
  const may = useMay();
  const suppliers = useSession()
    .roles.map(({ organisation }) => organisation)
    .filter(({ kind }) => kind === "supplier");
  const tabs: { key: SettingsTab; shown: boolean; cards: ReactNode }[] = [
    { key: "notices", shown: true, cards: <NoticesCards /> },
    {
      key: "programs",
      shown: true,
      cards: (
        <>
          <TokensCard />
          <WebhooksCard />
        </>
      ),
    },
    {
      key: "orders",
      shown: suppliers.length > 0,
      cards: suppliers.map(({ id, name }) => <OrderAddressCard key={id} id={id} name={name} />),
    },
    {
      key: "publication",
      shown: may("tender.oversee") && may("tender.draft"),
      cards: <PublicationProfileCard />,
    },
    { key: "undelivered", shown: may("delivery.oversee"), cards: <UndeliveredCard /> },
  ];
  return tabs
    .filter(({ shown }) => shown)
    .map(({ key, cards }) => ({
      key,
      label: text.settingsTabs[key],
      content: (
        <Suspense fallback={<Loader />}>
          <div className="ui-page">{cards}</div>
        </Suspense>
      ),
    }));
}

function NoticesCards() {
  const text = useText(dispatchText);
  const { data: notices } = useSuspenseQuery(noticesQuery);
  return (
    <>
      <Card title={text.notices}>
        {!notices.mailConfigured && <Alert tone="info" title={text.noticesNoMail} />}
        <NoticesForm key={notices.version} notices={notices} />
      </Card>
      <CalendarCard />
    </>
  );
}

const ways = ["at-once", "daily", "never"] as const;

function NoticesForm(props: { notices: NoticeSettings }) {
  const { notices } = props;
  const text = useText(dispatchText);
  const save = useAct(setNotices);
  const form = useFields({
    language: notices.language as string,
    ways: notices.ways.map(({ kind, way }) => ({ kind, way: way as string })),
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(
          save.mutateAsync({
            version: notices.version,
            language: values.language as NoticeSettings["language"], // the choices are all there is
            ways: values.ways as NoticeSettings["ways"], // likewise
          }),
        );
        if (!refusal) notify("success", text.noticesSaved);
        return refusal;
      }}
    >
      {notices.ways.map(({ kind }, index) => (
        <Select
          key={kind}
          {...form.choice(`ways.${index}.way`, text.notice[kind])}
          choices={ways.map((value) => ({ value, label: text.ways[value] }))}
        />
      ))}
      <Select
        {...form.choice("language", text.language)}
        choices={(["de", "en"] as const).map((value) => ({ value, label: text.languages[value] }))}
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.save}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function CalendarCard() {
  const text = useText(dispatchText);
  const format = useFormat();
  const { data: calendar } = useSuspenseQuery(calendarQuery);
  const renew = useAct(renewCalendar);
  const [secret, setSecret] = useState<string>();
  const address = secret && `${window.location.origin}/api/v1/calendars/${secret}.ics`;
  return (
    <Card title={text.calendar}>
      <p className="kern-body ui-text">{text.calendarText}</p>
      {calendar.renewedAt && (
        <p className="kern-body ui-text">{text.calendarSince(format.instant(calendar.renewedAt))}</p>
      )}
      {address && (
        <Alert tone="success" live title={text.calendarAddress}>
          <span className="ui-break">{address}</span>{" "}
          <CopyButton label={text.calendarAddress} value={address} />
        </Alert>
      )}
      {renew.error && <Alert tone="danger" live title={sentenceOf(renew.error)} />}
      <ButtonRow>
        <Button
          busy={renew.isPending}
          onClick={() => renew.mutate(undefined, { onSuccess: (renewed) => setSecret(renewed.secret) })}
        >
          {calendar.renewedAt ? text.calendarRenew : text.calendarNew}
        </Button>
      </ButtonRow>
    </Card>
  );
}
