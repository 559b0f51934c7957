import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { type Framework, frameworkQuery } from "../../api/frameworks";
import { useMay, useSession } from "../../api/session";
import { cataloguesText } from "../../text/catalogues";
import { contractsText } from "../../text/contracts";
import { frameworksText } from "../../text/frameworks";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Loader } from "../../ui/Loader";
import { PageHeader } from "../../ui/PageHeader";
import { type Tab, Tabs } from "../../ui/Tabs";
import { useFormat } from "../../ui/words";
import { customersOf } from "../customers";
import { ButtonLink, TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { CatalogueTab } from "./CatalogueTab";
import { ForecastTab } from "./ForecastTab";
import { FrameworkBadge } from "./FrameworkBadge";
import { Maximum } from "./Maximum";
import { ModificationsTab } from "./ModificationsTab";
import { OrderedFrom } from "./OrderedFrom";
import { PriceList } from "./PriceList";
import { QuotasTab } from "./QuotasTab";
import { type FrameworkTab, frameworkRoute } from "./routes";
import { HaltButtons, Standing } from "./Standing";
import { TermTab } from "./TermTab";

/** One framework contract: what remains of it, its prices, who may draw how much, what was drawn. */
export function FrameworkPage() {
  const text = useText(frameworksText);
  const { navigation } = useText(shared);
  const format = useFormat();
  const navigate = useNavigate();
  const { id } = frameworkRoute.useParams();
  const { tab = "prices" } = frameworkRoute.useSearch();
  const { data: framework } = useSuspenseQuery(frameworkQuery(id));
  const tabs = useTabs(framework);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks">{navigation.frameworks}</TextLink>
          </Breadcrumb>
        }
        title={framework.title}
        badge={<FrameworkBadge status={framework.status} />}
        lead={`${framework.number} · ${framework.supplier.name} · ${text.span(
          format.date(framework.inForceFrom),
          format.date(framework.inForceTo),
        )}`}
        actions={
          <>
            <CompetitionLink framework={framework} />
            <HaltButtons framework={framework} />
          </>
        }
      />
      <Standing framework={framework} />
      <Maximum framework={framework} />
      <Tabs
        label={text.tabs}
        tabs={tabs}
        selected={tab}
        onSelect={(key) => {
          const chosen = tabs.find((known) => known.key === key);
          navigate({
            to: "/frameworks/$id",
            params: { id },
            search: chosen && chosen.key !== "prices" ? { tab: chosen.key } : {},
            replace: true,
            resetScroll: false,
          });
        }}
      />
    </div>
  );
}

/** The way to an order out of a contract whose rules have its suppliers compete for some. */
function CompetitionLink(props: { framework: Framework }) {
  const { id, status, route = [] } = props.framework;
  const text = useText(frameworksText);
  const buys = customersOf(useSession()).some((customer) => customer.buys);
  const competes = route.some(({ way }) => way === "mini-competition");
  if (!buys || !competes || status !== "active") return null;
  return (
    <ButtonLink to="/marketplace/$frameworkId" params={{ frameworkId: id }}>
      {text.orderOrCompete}
    </ButtonLink>
  );
}

function useTabs(framework: Framework): (Tab & { key: FrameworkTab })[] {
  const text = useText(frameworksText);
  const contracts = useText(contractsText);
  const { common } = useText(shared);
  const may = useMay();
  const tabs: (Tab & { key: FrameworkTab; shown: boolean })[] = [
    { key: "prices", label: text.prices, shown: true, content: <PriceList framework={framework} /> },
    {
      key: "forecast",
      label: contracts.tabs.forecast,
      shown: true,
      content: (
        <Suspense fallback={<Loader />}>
          <ForecastTab framework={framework} />
        </Suspense>
      ),
    },
    {
      key: "quotas",
      label: text.quotas,
      shown: framework.quotas.length > 0 || may("framework.modify"),
      content: <QuotasTab framework={framework} />,
    },
    {
      key: "term",
      label: contracts.tabs.term,
      shown: true,
      content: <TermTab framework={framework} />,
    },
    {
      key: "modifications",
      label: contracts.tabs.modifications,
      shown: true,
      content: (
        <Suspense fallback={<Loader />}>
          <ModificationsTab framework={framework} />
        </Suspense>
      ),
    },
    {
      key: "catalogue",
      label: useText(cataloguesText).tab,
      shown: may("catalogue.check"),
      content: (
        <Suspense fallback={<Loader />}>
          <CatalogueTab frameworkId={framework.id} />
        </Suspense>
      ),
    },
    {
      key: "call-offs",
      label: text.callOffs,
      shown: may("calloff.read"),
      content: (
        <Suspense fallback={<Loader />}>
          <OrderedFrom frameworkId={framework.id} />
        </Suspense>
      ),
    },
    {
      key: "history",
      label: common.history,
      shown: may("event.read"),
      content: <ObjectHistory objectType="framework" objectId={framework.id} />,
    },
  ];
  return tabs.filter(({ shown }) => shown);
}
