import io.ktor.client.HttpClient
import io.ktor.client.request.get
import kotlinx.coroutines.runBlocking

fun ask(client: Any, url: String): Int = runBlocking { (client as HttpClient).get(url).status.value }
