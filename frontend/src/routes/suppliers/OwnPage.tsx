import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { suppliersQuery } from "../../api/suppliers";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { SupplierView } from "./SupplierView";

/** The supplier that one acts for. */
export function OwnPage() {
  const text = useText(suppliersText);
  const { data } = useSuspenseInfiniteQuery(suppliersQuery({}));
  const own = data.pages[0]?.items[0];
  if (own) return <SupplierView id={own.id} own />;
  return (
    <div className="ui-page">
      <PageHeader title={text.own} />
      <EmptyState icon="search" title={text.noOwn}>
        {text.lead}
      </EmptyState>
    </div>
  );
}
